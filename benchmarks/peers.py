"""What chat bots use to look questions up: the peers, each as scores of facts for questions."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import bm25s
import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process, utils
from sklearn.feature_extraction.text import TfidfVectorizer

Scores = npt.NDArray[np.float32]
Peer = Callable[[Sequence[str], Sequence[str]], Scores]  # phrasings, questions → (q, p)


def _fuzzy(scorer: Callable[..., float]) -> Peer:
    def score(phrasings: Sequence[str], questions: Sequence[str]) -> Scores:
        clean = utils.default_process
        return process.cdist(
            [clean(text) for text in questions],
            [clean(text) for text in phrasings],
            scorer=scorer,
            dtype=np.float32,
            workers=-1,
        )

    return score


def tfidf(phrasings: Sequence[str], questions: Sequence[str]) -> Scores:
    """Cosine of TF-IDF vectors: words and pairs of them, character 2- to 5-grams inside words."""
    total: Scores | float = 0.0
    for analyser, grams in (("word", (1, 2)), ("char_wb", (2, 5))):
        vectoriser = TfidfVectorizer(analyzer=analyser, ngram_range=grams, sublinear_tf=True)
        known = vectoriser.fit_transform(phrasings)
        total = total + (vectoriser.transform(questions) @ known.T).toarray()
    return np.asarray(total, np.float32)


def _words(texts: Sequence[str]) -> list[list[str]]:
    return [re.findall(r"\w+", text.lower()) for text in texts]


def bm25(phrasings: Sequence[str], questions: Sequence[str]) -> Scores:
    """BM25 over lower-case words."""
    index = bm25s.BM25()
    index.index(_words(phrasings), show_progress=False)
    found = [index.get_scores(tokens) if tokens else None for tokens in _words(questions)]
    nothing = np.zeros(len(phrasings), np.float32)
    return np.array([nothing if scores is None else scores for scores in found], np.float32)


def bm25_lookup(phrasings: Sequence[str]) -> Callable[[str], object]:
    """The same as a look-up of the best phrasing for one question at a time."""
    index = bm25s.BM25()
    index.index(_words(phrasings), show_progress=False)

    def look_up(question: str) -> object:
        (tokens,) = _words([question])
        return int(np.argmax(index.get_scores(tokens))) if tokens else None

    return look_up


PEERS: dict[str, Peer] = {
    "rapidfuzz extractOne, WRatio": _fuzzy(fuzz.WRatio),
    "rapidfuzz extractOne, token_set_ratio": _fuzzy(fuzz.token_set_ratio),
    "bm25s": bm25,
    "TF-IDF, words and characters, nearest phrasing": tfidf,
}
PACKAGES = ("rapidfuzz", "bm25s", "scikit-learn", "numpy")
