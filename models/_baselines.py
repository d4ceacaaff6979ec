"""What a figure has to beat: the most frequent label, cue words, and words counted without context."""

import re
from collections import Counter
from collections.abc import Callable, Sequence

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline

from models._calibration import Array

# First match wins: a demand outweighs the reason in the same sentence.
_CUES = (
    (
        "recommendation",
        re.compile(r"\b(moet(en)?|dient|dienen|roep(t|en)? op|verzoekt|wij willen|stop met|laten we)\b"),
    ),
    ("criticism", re.compile(r"\b(helaas|onvoldoende|te weinig|faalt|falen|onbegrijpelijk|slecht|ten onrechte)\b")),
    ("premise", re.compile(r"\b(want|omdat|namelijk|immers|blijkt|uit onderzoek|bijvoorbeeld|procent)\b|\d ?%")),
    ("none", re.compile(r"\?$|^(dank|voorzitter|goedenavond)\b")),
)


def majority(labels: Sequence[str], *, count: int) -> list[str]:
    """The most frequent of `labels`, `count` times."""
    return [Counter(labels).most_common(1)[0][0]] * count


def cue_word_roles(texts: Sequence[str]) -> list[str]:
    """A role by the first cue that a sentence shows; `claim` without one."""
    return [_cued_role(text.strip().lower()) for text in texts]


def _cued_role(text: str) -> str:
    return next((role for role, cue in _CUES if cue.search(text)), "claim")


def tfidf_labels(train: Sequence[tuple[str, str]], texts: Sequence[str]) -> list[str]:
    """Labels for `texts` by TF-IDF and logistic regression trained on (text, label) pairs."""
    words, labels = zip(*train, strict=True)
    classifier = make_pipeline(
        TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True, max_features=60_000),
        LogisticRegression(max_iter=300, class_weight="balanced", C=2.0),
    )
    classifier.fit(words, labels)
    return [str(label) for label in classifier.predict(texts)] if texts else []


def encoder_labels(
    train: Sequence[tuple[str, str]], texts: Sequence[str], *, embed: Callable[[Sequence[str]], Array]
) -> list[str]:
    """Labels for `texts` by logistic regression over the vectors of an encoder that is not trained further."""
    words, labels = zip(*train, strict=True)
    classifier = LogisticRegression(max_iter=1000, class_weight="balanced", C=10.0).fit(embed(words), labels)
    return [str(label) for label in classifier.predict(embed(texts))] if texts else []
