"""From a text to tokens."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence


def tokens_of(text: str, names: Sequence[str]) -> list[int]:
    """The number of each letter among the names of the tokens: of its small one, where it has none itself.

    Where some name is longer than a letter, the text is read word by word. What has no number is read as the first
    token, which stands for everything unknown.
    """
    numbers = {name: number for number, name in enumerate(names)}
    composed = unicodedata.normalize("NFC", text)
    if any(len(name) > 1 for name in names):
        return [numbers.get(word, 0) for word in words_in(composed)] or [0]
    return [numbers.get(letter, numbers.get(letter.lower(), 0)) for letter in composed]


def words_in(text: str) -> list[str]:
    """The words of a text in small letters, without the signs between them."""
    return re.findall(r"[a-z0-9]+(?:'[a-z]+)*", text.lower())
