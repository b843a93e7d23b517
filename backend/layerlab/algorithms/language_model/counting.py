"""What counting comes to where a network is to foresee the next character: what its loss is held against."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Tokens = NDArray[np.int64]

BACKS = (1, 2, 4)
"""So many characters before the next one are looked at."""
MOST = np.iinfo(np.int64).max
"""No number is greater that a context can be told by."""


def counted(learnt: Tokens, held: Tokens, tokens: int) -> dict[str, float]:
    """The mean surprise at a character of the held-out texts, in nats: with an even guess, by how often each character
    stands in the texts that are learnt from, and by what followed there on the 1, 2 and 4 before it.

    Where so far back there is no evidence, less far is looked: shares are mixed as by Witten and Bell 1991.
    Shape: texts (n, T), each with what is known before it in front; -1 beyond the end.
    """
    asked = held[:, 1:] >= 0
    if not asked.any() or not (learnt[:, 1:] >= 0).any():
        return {}
    shares = np.full(asked.shape, 1 / tokens)

    def surprise() -> float:
        return float(-np.log(shares[asked]).mean())

    told = {"even": surprise()}
    for back in range(max(BACKS) + 1):
        # Numbers as great could not tell contexts apart, and texts as short have none.
        if tokens ** (back + 1) > MOST or held.shape[1] <= back or learnt.shape[1] <= back:
            break
        first = max(back, 1)
        known = asked[:, first - 1 :]
        mixed = shares[:, first - 1 :]
        mixed[known] = _mixed(_runs(learnt, tokens, back), _runs(held, tokens, back), mixed[known], tokens)
        if back == 0 or back in BACKS:
            told[f"back_{back}" if back else "frequencies"] = surprise()
    return told


def _runs(texts: Tokens, tokens: int, back: int) -> Tokens:
    """Each character that is to be foreseen with those before it, as one number. Shape: (n, T) -> (characters,)"""
    first = max(back, 1)
    width = texts.shape[1] - first
    numbers = np.zeros((len(texts), width), np.int64)
    for lag in range(back, -1, -1):
        numbers = numbers * tokens + texts[:, first - lag : first - lag + width]
    runs: Tokens = numbers[texts[:, first:] >= 0]
    return runs


def _mixed(learnt: Tokens, asked: Tokens, before: NDArray[np.float64], tokens: int) -> NDArray[np.float64]:
    """The share of each character that is asked for behind what stands before it, mixed with the share without the
    first of that: as strongly as there are different characters behind it.
    """
    learnt = np.sort(learnt)
    different = learnt[np.diff(learnt, prepend=-1) > 0]
    runs, place = np.unique(asked, return_inverse=True)
    context = runs // tokens * tokens
    times = _between(learnt, runs, runs + 1)
    seen, kinds = (_between(numbers, context, context + tokens) for numbers in (learnt, different))
    weight = (seen + kinds)[place]
    shares = (times[place] + kinds[place] * before) / np.maximum(weight, 1)
    return np.where(weight > 0, shares, before)


def _between(numbers: Tokens, first: Tokens, end: Tokens) -> Tokens:
    """How many of the sorted numbers lie in each span."""
    return np.searchsorted(numbers, end) - np.searchsorted(numbers, first)
