"""Surnames: a name letter by letter, and the language that it is from."""

from __future__ import annotations

import gzip
from functools import cache
from pathlib import Path
from typing import Any, ClassVar, Literal
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from layerlab.datasets.base import Columns, Dataset, Fetch, Origin
from layerlab.datasets.shipped import DATA
from layerlab.kit.values import Length, Split, Value
from layerlab.training.fields import DataField

UNKNOWN = "□"
"""Stands for every letter that none of the names has."""


class Surnames(Dataset):
    """16,786 surnames in 17 languages that are written with Latin letters, 2 to 40 letters each.

    Shape: tokens (T,) -> 17 languages, 14,396 train and 2,390 test; no name stands in both.
    Source: Faker, lists of last names by locale; after the name classifier of Robertson 2017 (PyTorch tutorials).
    """

    kind: Literal["surnames"] = "surnames"
    title: ClassVar[str] = "Surnames"
    attribution: ClassVar[str] = "Surnames from Faker, (c) 2012 Daniele Faraglia, MIT"
    default_input: ClassVar[str] = "name"
    default_target: ClassVar[str] = "language"
    origin: ClassVar[Origin] = Origin(
        file="surnames.tsv.gz",
        format="own",
        reader="read_surnames",
        shipped="surnames.tsv.gz",
    )

    def data_fields(self) -> tuple[DataField, ...]:
        letters, languages, (usual, most), _ = _known()
        # Who types a name begins with its first letter.
        name = Value("tokens", (Length("T", usual, 1, most),), categories=len(letters))
        language = Value("label", categories=len(languages))
        return (
            DataField("name", name, stored="int64", names=letters),
            DataField("language", language, names=languages),
        )

    def splits(self) -> dict[Split, int]:
        train, test = _known()[3]
        return {"train": train, "test": test}

    def read(self, fetch: Fetch) -> Columns:
        """From the shipped list."""
        train, train_languages, test, test_languages = read_surnames(DATA / self.origin.shipped)
        return {
            "train": {"name": train, "language": train_languages},
            "test": {"name": test, "language": test_languages},
        }


@cache
def _known() -> tuple[tuple[str, ...], tuple[str, ...], tuple[int, int], tuple[int, int]]:
    """Letters, languages, the lengths of a usual and of the longest name, and the sizes of both splits."""
    rows = read_names(DATA / Surnames.origin.shipped)
    lengths = sorted(len(name) for _, name in rows)
    tests = sum(is_kept_to_test(name) for _, name in rows)
    return (
        (UNKNOWN, *letters_of([name for _, name in rows])),
        tuple(sorted({language for language, _ in rows})),
        (lengths[len(lengths) // 2], lengths[-1]),
        (len(rows) - tests, tests),
    )


def read_names(path: Path) -> list[list[str]]:
    """Language and name of each row, the name in small letters; mixed: the first few hundred are of all languages."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t") for line in file][1:]
    mixed = sorted(rows, key=lambda row: crc32("".join(row).encode()))
    return [[language, name.lower()] for language, name in mixed]


def letters_of(names: list[str]) -> list[str]:
    """Every letter that some name has."""
    return sorted(set("".join(names)))


def is_kept_to_test(name: str) -> bool:
    """One name in seven, by its letters: one that several languages have is learnt from in all of them or in none."""
    return crc32(name.encode()) % 7 == 6


def read_surnames(path: Path) -> list[NDArray[Any]]:
    """Training names and languages, test names and languages: a number for each letter, -1 beyond the end of a name."""
    rows = read_names(path)
    numbers = {
        letter: number for number, letter in enumerate(letters_of([name for _, name in rows]), start=1)
    }
    languages = sorted({language for language, _ in rows})
    names = np.full((len(rows), max(len(name) for _, name in rows)), -1, np.int64)
    for row, (_, name) in zip(names, rows, strict=True):
        row[: len(name)] = [numbers[letter] for letter in name]
    labels = np.array([languages.index(language) for language, _ in rows], np.uint8)
    tests = np.array([is_kept_to_test(name) for _, name in rows])
    return [array[chosen] for chosen in (~tests, tests) for array in (names, labels)]
