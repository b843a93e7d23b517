"""First names given in the USA, letter by letter."""

from __future__ import annotations

import gzip
from functools import cache
from pathlib import Path
from typing import Any, ClassVar, Literal

from numpy.typing import NDArray

from layerlab.datasets.base import Columns, Dataset, Fetch, Origin
from layerlab.datasets.marked_texts import MARK, is_held_out, mixed, numbered, vocabulary
from layerlab.datasets.shipped import DATA
from layerlab.kit.values import Length, Split, Value
from layerlab.training.fields import DataField


class UsNames(Dataset):
    """16,329 first names that were given at least 500 times in the USA between 1880 and 2017.

    Shape: tokens (T,), a line end before and behind each name; one name in ten is kept to test with.
    Source: U.S. Social Security Administration 2018, baby names.
    """

    kind: Literal["us_names"] = "us_names"
    title: ClassVar[str] = "First names"
    attribution: ClassVar[str] = "Baby names, U.S. Social Security Administration, public domain"
    default_input: ClassVar[str] = "name"
    default_target: ClassVar[str] = "name"
    origin: ClassVar[Origin] = Origin(
        file="us_names.tsv.gz", format="own", reader="read_us_names", shipped="us_names.tsv.gz"
    )

    def data_fields(self) -> tuple[DataField, ...]:
        letters, (least, usual, most), _ = _known()
        name = Value("tokens", (Length("T", usual, least, most),), categories=len(letters))
        return (DataField("name", name, stored="int16", names=letters, mark=MARK),)

    def splits(self) -> dict[Split, int]:
        train, test = _known()[2]
        return {"train": train, "test": test}

    def read(self, fetch: Fetch) -> Columns:
        """From the shipped list."""
        train, test = read_us_names(DATA / self.origin.shipped)
        return {"train": {"name": train}, "test": {"name": test}}


@cache
def _known() -> tuple[tuple[str, ...], tuple[int, int, int], tuple[int, int]]:
    """Letters, the lengths of the shortest, a usual and the longest name with its marks, the sizes of both splits."""
    names = read_first_names(DATA / UsNames.origin.shipped)
    lengths = sorted(len(name) + 2 for name in names)
    tests = sum(is_held_out(name) for name in names)
    return (
        tuple(vocabulary(names)),
        (lengths[0], lengths[len(lengths) // 2], lengths[-1]),
        (len(names) - tests, tests),
    )


def read_first_names(path: Path) -> list[str]:
    """The names, mixed."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return mixed([line.split("\t")[0] for line in file][1:])


def read_us_names(path: Path) -> list[NDArray[Any]]:
    """Names to learn from, and to test with: a number for each letter, -1 beyond the end."""
    names = read_first_names(path)
    return list(numbered(names, vocabulary(names)))
