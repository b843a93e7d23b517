"""Shakespeare: all plays, character by character, cut into passages that go on from each other."""

from __future__ import annotations

import gzip
from functools import cache
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from layerlab.datasets.base import Columns, Dataset, Fetch, Origin
from layerlab.datasets.shipped import DATA
from layerlab.kit.values import Length, Split, Value
from layerlab.training.fields import DataField


class Shakespeare(Dataset):
    """37 plays, 4,673,857 characters: who speaks, then what is said, passage after passage in the order of the text.

    Shape: tokens (passage + 1,), each beginning with the last character of the one before it. The test set are Twelfth
    Night, Henry V and Romeo and Juliet.
    Source: the public-domain Moby text, without stage directions; after the char-RNN of Karpathy 2015.
    """

    kind: Literal["shakespeare"] = "shakespeare"
    title: ClassVar[str] = "Shakespeare"
    attribution: ClassVar[str] = "William Shakespeare, 37 plays, Moby/MIT text, public domain"
    default_input: ClassVar[str] = "text"
    default_target: ClassVar[str] = "text"
    origin: ClassVar[Origin] = Origin(
        file="shakespeare.txt.gz", format="own", reader="read_shakespeare", shipped="shakespeare.txt.gz"
    )

    passage: Annotated[int, Field(ge=2, le=1_024)] = 64
    """How many characters a network learns from at once: no gradient goes further back."""

    def data_fields(self) -> tuple[DataField, ...]:
        steps = self.passage + 1
        text = Value("tokens", (Length("T", steps, steps, steps),), categories=len(symbols()))
        return (DataField("text", text, names=symbols(), goes_on=True),)

    def splits(self) -> dict[Split, int]:
        train, test = _characters()
        return {"train": (train - 1) // self.passage, "test": (test - 1) // self.passage}

    @property
    def options(self) -> str:
        return f", {self.passage!r}"

    def read(self, fetch: Fetch) -> Columns:
        """From the shipped text."""
        train, test = read_shakespeare(DATA / self.origin.shipped, self.passage)
        return {"train": {"text": train}, "test": {"text": test}}


@cache
def symbols() -> tuple[str, ...]:
    """Every character that there is; a space stands first, and for all that are unknown."""
    text = "".join(read_plays(DATA / Shakespeare.origin.shipped))
    return tuple(symbols_of(text))


@cache
def _characters() -> tuple[int, int]:
    """How many there are to learn from, and to test with."""
    train, test = read_plays(DATA / Shakespeare.origin.shipped)
    return len(train), len(test)


def read_plays(path: Path) -> tuple[str, str]:
    """The plays to learn from, and those to test with, each in one text."""
    with gzip.open(path, "rt", encoding="ascii") as file:
        text = file.read()
    # Twelfth Night, Henry V, Romeo and Juliet: from where to where.
    kept = ((658_282, 769_110), (1_150_166, 1_296_121), (4_434_162, 4_569_105))
    ends = [0, *(end for span in kept for end in span), len(text)]
    learnt = "".join(text[start:end] for start, end in zip(ends[::2], ends[1::2], strict=True))
    return learnt, "".join(text[start:end] for start, end in kept)


def symbols_of(text: str) -> list[str]:
    """Every character of a text, a space first."""
    return [" ", *sorted(set(text) - {" "})]


def passages(numbers: NDArray[np.uint8], length: int) -> NDArray[np.uint8]:
    """The text in passages of so many characters, each with the last one of the passage before it in front."""
    count = (len(numbers) - 1) // length
    starts = np.arange(count)[:, None] * length
    cut: NDArray[np.uint8] = numbers[starts + np.arange(length + 1)]
    return cut


def read_shakespeare(path: Path, passage: int) -> list[NDArray[Any]]:
    """Passages to learn from, and to test with: a number for each character."""
    plays = read_plays(path)
    numbers = np.zeros(128, np.uint8)
    for number, symbol in enumerate(symbols_of("".join(plays))):
        numbers[ord(symbol)] = number
    return [passages(numbers[np.frombuffer(text.encode("ascii"), np.uint8)], passage) for text in plays]
