"""Data sets of short texts that are independent of each other, one a row: what a network can learn to write anew.

A line end stands before and behind each, so that a network learns how one begins and when it is over.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

UNKNOWN = "□"
"""Stands for every character that none of the texts has."""
MARK = "\n"
"""Stands before and behind each text."""


def vocabulary(texts: Iterable[str]) -> list[str]:
    """What a token can be: something unknown, the mark, and every character of the texts."""
    return ["□", "\n", *sorted(set("".join(texts)) - {"\n"})]


def is_held_out(text: str) -> bool:
    """One text in ten, by its characters."""
    return crc32(text.encode()) % 10 == 9


def numbered(texts: Sequence[str], known: Sequence[str]) -> list[NDArray[np.int16]]:
    """The texts to learn from, and those held out: a number for each character, -1 beyond the end."""
    numbers = {character: number for number, character in enumerate(known)}
    longest = max(len(text) for text in texts) + 2
    rows = np.full((len(texts), longest), -1, np.int16)
    for row, text in zip(rows, texts, strict=True):
        row[: len(text) + 2] = [numbers[character] for character in f"\n{text}\n"]
    held = np.array([is_held_out(text) for text in texts])
    return [rows[~held], rows[held]]


def mixed(texts: Iterable[str]) -> list[str]:
    """In an order that has nothing to do with what they are, each once."""
    return sorted(dict.fromkeys(texts), key=lambda text: crc32(text[::-1].encode()))
