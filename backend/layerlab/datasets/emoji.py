"""Emoji: small pictures in colour, by what they are about."""

from __future__ import annotations

from typing import ClassVar, Literal

from layerlab.datasets.base import Columns, Fetch, Origin
from layerlab.datasets.labelled_images import LabelledImages
from layerlab.datasets.shipped import read_npz
from layerlab.kit.values import Shape


class Emoji(LabelledImages):
    """1,871 emoji in colour, 32×32 on white, of nine categories: what belongs together looks quite unlike.

    Shape: (3, 32, 32), 9 classes, 1,674 train and 197 test.
    Source: Noto Emoji, Google 2013; categories of emoji-data, Henderson 2013.
    """

    kind: Literal["emoji"] = "emoji"
    title: ClassVar[str] = "Emoji"
    sample_shape: ClassVar[Shape] = (3, 32, 32)
    class_names: ClassVar[tuple[str, ...]] = (
        "smileys",
        "people",
        "animals",
        "food",
        "travel",
        "activities",
        "objects",
        "symbols",
        "flags",
    )
    train_size: ClassVar[int] = 1_674
    test_size: ClassVar[int] = 197
    attribution: ClassVar[str] = "Noto Emoji, (c) Google LLC, Apache-2.0"
    mean: ClassVar[float] = 0.7672
    std: ClassVar[float] = 0.3072
    origin: ClassVar[Origin] = Origin(
        file="emoji_noto.npz",
        format="own",
        reader="read_archive",
        home="labelled_images",
        shipped="emoji_noto.npz",
    )

    def read(self, fetch: Fetch) -> Columns:
        """From the shipped archive."""
        return read_npz(self.origin.shipped)
