"""Frames of networks that write. Arrays travel as little-endian bytes, row-major."""

from __future__ import annotations

from typing import Literal

from layerlab.kit.document import Document


class WritingFrame(Document):
    """What a network writes by itself at several temperatures, always with the same dice.

    Shape: of each text `count` tokens, text by text.
    """

    kind: Literal["writing"] = "writing"
    role: str
    temperatures: tuple[float, ...]
    """One text at each."""
    count: int
    """Tokens in each."""
    tokens: bytes
    """uint16: their places in the vocabulary."""
    surprises: bytes
    """uint8: 16 times the bits of surprise that the network has at each, at most 255."""


class ContinuationFrame(Document):
    """How a network writes on what someone began, and what else each token could have been.

    Shape: of the text that was read a surprise for each token but the first; of what is written `count` tokens, and of
    each as many `others`.
    """

    kind: Literal["continuation"] = "continuation"
    role: str
    read: bytes
    """uint8: 16 times the bits of surprise at each token that was read, but the first; at most 255."""
    count: int
    """Tokens that are written."""
    tokens: bytes
    """uint16: their places in the vocabulary."""
    surprises: bytes
    """uint8: 16 times the bits of surprise that the network has at each, at most 255."""
    others: int
    """How many are told of each, the likeliest first."""
    other_tokens: bytes
    """uint16 (count, others)."""
    other_shares: bytes
    """float32 (count, others): the share of each among all tokens, as the network thinks."""
    kept: bytes
    """uint16: how many of the likeliest were left to choose from, by top-k and top-p."""
