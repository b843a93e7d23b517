"""The datasets of one family: sentences word by word, and whether what they say is good or bad."""

from __future__ import annotations

import gzip
from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from layerlab.datasets.base import Columns, Dataset, Fetch
from layerlab.datasets.shipped import DATA
from layerlab.kit.values import Length, Split, Value
from layerlab.training.fields import DataField
from layerlab.training.tokens import words_in

UNKNOWN = "□"
"""Stands for every word that the sentences that are learnt from have less than twice."""


class Sentences(Dataset):
    """Sentences of reviews, each with what people made of it on average, from -4 to 4.

    Those between -0.5 and 0.5 are left out.
    Shape: tokens (T,) -> 2 classes.
    """

    default_input: ClassVar[str] = "sentence"
    default_target: ClassVar[str] = "label"

    def data_fields(self) -> tuple[DataField, ...]:
        words, (usual, most), _ = _known(self.origin.shipped)
        # Who types a sentence begins with its first word.
        sentence = Value("tokens", (Length("T", usual, 1, most),), categories=len(words))
        return (
            DataField("sentence", sentence, stored="int64", names=words),
            DataField("label", Value("label", categories=2), names=("negative", "positive")),
        )

    def splits(self) -> dict[Split, int]:
        train, test = _known(self.origin.shipped)[2]
        return {"train": train, "test": test}

    def read(self, fetch: Fetch) -> Columns:
        """From the shipped file."""
        train, train_labels, test, test_labels = read_sentences(DATA / self.origin.shipped)
        return {
            "train": {"sentence": train, "label": train_labels},
            "test": {"sentence": test, "label": test_labels},
        }


@cache
def _known(shipped: str) -> tuple[tuple[str, ...], tuple[int, int], tuple[int, int]]:
    """The words, the lengths of a usual and of the longest sentence, and the sizes of both splits."""
    rows = read_ratings(DATA / shipped)
    lengths = sorted(len(words) for *_, words in rows)
    tests = sum(split == "test" for split, *_ in rows)
    vocabulary = (UNKNOWN, *words_of(rows))
    return vocabulary, (lengths[len(lengths) // 2], lengths[-1]), (len(rows) - tests, tests)


def read_ratings(path: Path) -> list[tuple[str, bool, list[str]]]:
    """Of each sentence that is clearly good or bad: its split, whether it is good, and its words in small letters."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        head, *lines = (line.rstrip("\n").split("\t") for line in file)
    split, rating, text = (head.index(name) for name in ("split", "rating", "text"))
    return [
        (row[split], float(row[rating]) > 0, words_in(row[text]))
        for row in lines
        if abs(float(row[rating])) > 0.5
    ]


def words_of(rows: Sequence[tuple[str, bool, list[str]]]) -> list[str]:
    """Every word that the sentences that are learnt from have at least twice."""
    counts = Counter(word for split, _, words in rows if split == "train" for word in words)
    return sorted(word for word, count in counts.items() if count >= 2)


def read_sentences(path: Path) -> list[NDArray[Any]]:
    """Training sentences and classes, then those to test: a number for each word, -1 beyond the end of a sentence."""
    rows = read_ratings(path)
    numbers = {word: number for number, word in enumerate(words_of(rows), start=1)}
    sentences = np.full((len(rows), max(len(words) for *_, words in rows)), -1, np.int64)
    for row, (*_, words) in zip(sentences, rows, strict=True):
        row[: len(words)] = [numbers.get(word, 0) for word in words]
    labels = np.array([good for _, good, _ in rows], np.uint8)
    tests = np.array([split == "test" for split, *_ in rows])
    return [array[chosen] for chosen in (~tests, tests) for array in (sentences, labels)]
