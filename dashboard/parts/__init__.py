"""Components of our own, for what Streamlit has no element for."""
