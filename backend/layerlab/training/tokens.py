"""From a text to tokens."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence


def tokens_of(text: str, names: Sequence[str]) -> list[int]:
    """The number of each letter among the names of the tokens: of its small one, where it has none itself.

    What has no number is read as the first token, which stands for everything unknown.
    """
    numbers = {name: number for number, name in enumerate(names)}
    composed = unicodedata.normalize("NFC", text)
    return [numbers.get(letter, numbers.get(letter.lower(), 0)) for letter in composed]
