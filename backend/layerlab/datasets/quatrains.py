"""The data sets of one family: quatrains of the Tang, four lines of five or seven characters each."""

from __future__ import annotations

import gzip
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any, ClassVar, Literal

from numpy.typing import NDArray

from layerlab.datasets.base import Columns, Dataset, Fetch
from layerlab.datasets.marked_texts import MARK, is_held_out, mixed, numbered, vocabulary
from layerlab.datasets.shipped import DATA
from layerlab.kit.values import Length, Split, Value
from layerlab.training.fields import DataField

SIZES = {"five": 5, "seven": 7}


class Quatrains(Dataset):
    """Poems, one a row.

    Shape: tokens (T,), a line end before and behind each poem.
    """

    attribution: ClassVar[str] = "Tang quatrains from chinese-poetry, (c) 2016 JackeyGao, MIT"
    default_input: ClassVar[str] = "poem"
    default_target: ClassVar[str] = "poem"

    line: Literal["five", "seven"] = "five"
    """Characters in a line."""

    def data_fields(self) -> tuple[DataField, ...]:
        characters, _ = _known(self.origin.shipped, SIZES[self.line])
        steps = 4 * (SIZES[self.line] + 1) + 2
        poem = Value("tokens", (Length("T", steps, steps, steps),), categories=len(characters))
        return (DataField("poem", poem, stored="int16", names=characters, mark=MARK),)

    def splits(self) -> dict[Split, int]:
        train, test = _known(self.origin.shipped, SIZES[self.line])[1]
        return {"train": train, "test": test}

    @property
    def options(self) -> str:
        return f", {SIZES[self.line]!r}"

    def read(self, fetch: Fetch) -> Columns:
        """From the shipped list."""
        train, test = read_quatrains(DATA / self.origin.shipped, SIZES[self.line])
        return {"train": {"poem": train}, "test": {"poem": test}}


@cache
def _known(shipped: str, line: int) -> tuple[tuple[str, ...], tuple[int, int]]:
    """Characters, and the sizes of both splits."""
    poems = read_poems(DATA / shipped, line)
    tests = sum(is_held_out(poem) for poem in poems)
    return tuple(vocabulary(poems)), (len(poems) - tests, tests)


def read_poems(path: Path, line: int) -> list[str]:
    """Those with so many characters in a line and no rare ones, mixed."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = [row.rstrip("\n").split("\t") for row in file][1:]
    poems = [text for size, _, _, text in rows if int(size) == line]
    counts = Counter("".join(poems))
    # As often as each other, the one that comes first among all characters.
    common = set(sorted(counts, key=lambda character: (-counts[character], character))[:1500])
    return mixed(poem for poem in poems if common.issuperset(poem))


def read_quatrains(path: Path, line: int) -> list[NDArray[Any]]:
    """Poems to learn from, and to test with: a number for each character, -1 beyond the end."""
    poems = read_poems(path, line)
    return list(numbered(poems, vocabulary(poems)))
