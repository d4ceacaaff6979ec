"""The place of the Streamlit dashboard; it speaks to `pipeline` and the nouns of `corpus` only."""
