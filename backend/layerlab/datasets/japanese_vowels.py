"""Japanese vowels: a vowel spoken by nine men, and who each is."""

from __future__ import annotations

from typing import ClassVar, Literal

from layerlab.datasets.base import Origin
from layerlab.datasets.recordings import Recordings


class JapaneseVowels(Recordings):
    """640 recordings of /ae/ by nine men, in 7 to 29 steps of twelve cepstrum coefficients each.

    Shape: (T, 12) -> 9 speakers, 270 train and 370 test.
    Source: Kudo, Toyama and Shimbo 1999 (multidimensional curve classification).
    """

    kind: Literal["japanese_vowels"] = "japanese_vowels"
    title: ClassVar[str] = "Japanese vowels"
    attribution: ClassVar[str] = (
        "Japanese Vowels, M. Kudo, J. Toyama, M. Shimbo, doi 10.24432/C5NS47, CC BY 4.0"
    )
    origin: ClassVar[Origin] = Origin(
        file="japanese_vowels.npz",
        format="own",
        reader="read_recordings",
        home="recordings",
        shipped="japanese_vowels.npz",
    )
    class_names: ClassVar[tuple[str, ...]] = tuple(f"speaker {number}" for number in range(1, 10))
    feature_names: ClassVar[tuple[str, ...]] = tuple(f"c{number}" for number in range(1, 13))
    train_size: ClassVar[int] = 270
    test_size: ClassVar[int] = 370
    lengths: ClassVar[tuple[int, int, int]] = (7, 16, 29)
