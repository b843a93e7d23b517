"""Scenes of digits: one to four of MNIST's on a canvas, and a box around each."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar, Literal

import numpy as np
from numpy.typing import NDArray

from layerlab.datasets.base import Columns, Dataset, Fetch, Origin
from layerlab.datasets.shipped import DATA
from layerlab.kit.values import Split, Value
from layerlab.training.fields import DataField

MOST = 4
"""Digits on one canvas."""


class DigitScenes(Dataset):
    """6,000 pictures of one to four handwritten digits, small and large, with a box around each of them.

    Shape: (1, 64, 64); boxes (4, 4) and their classes (4), 5,000 train and 1,000 test.
    Source: made from MNIST (LeCun, Cortes and Burges 1998) when it is first used.
    """

    kind: Literal["digit_scenes"] = "digit_scenes"
    title: ClassVar[str] = "Digit scenes"
    attribution: ClassVar[str] = (
        "Digit scenes, made from MNIST, (c) Yann LeCun and Corinna Cortes, CC BY-SA 3.0"
    )
    default_input: ClassVar[str] = "image"
    default_target: ClassVar[str] = "box"
    sizes: ClassVar[dict[Split, int]] = {"train": 5_000, "test": 1_000}
    origin: ClassVar[Origin] = Origin(
        file="mnist.npz", format="own", reader="digit_scenes", shipped="mnist.npz"
    )

    def data_fields(self) -> tuple[DataField, ...]:
        digits = tuple("0123456789")
        return (
            DataField("image", Value("image", (1, 64, 64)), mean=0.0598, std=0.2067),
            DataField("box", Value("boxes", (MOST, 4)), stored="int16"),
            DataField("label", Value("labels", (MOST,), categories=10), stored="int8", names=digits),
        )

    @property
    def looked_at(self) -> tuple[str, ...]:
        return tuple(field.name for field in self.data_fields())

    def splits(self) -> dict[Split, int]:
        return dict(self.sizes)

    def read(self, fetch: Fetch) -> Columns:
        """Made from the shipped MNIST: it takes a second."""
        arrays = iter(digit_scenes(DATA / self.origin.shipped))
        return {split: {name: next(arrays) for name in ("image", "box", "label")} for split in self.sizes}


def digit_scenes(path: Path) -> list[NDArray[Any]]:
    """Pictures, boxes and classes to train on, then those to test with, from the archive of MNIST."""
    with np.load(path, allow_pickle=False) as archive:
        train = scenes(archive["train_images"], archive["train_labels"], seed=1, count=5_000)
        test = scenes(archive["test_images"], archive["test_labels"], seed=2, count=1_000)
    return [*train, *test]


def scenes(
    digits: NDArray[np.uint8], classes: NDArray[np.uint8], seed: int, count: int
) -> list[NDArray[Any]]:
    """So many pictures, their boxes and classes.

    Shape: uint8 (n, 1, 64, 64), int16 (n, 4, 4), int8 (n, 4); zeros and -1 where there is no digit.
    """
    images = np.zeros((count, 1, 64, 64), np.uint8)
    boxes, labels = np.zeros((count, 4, 4), np.int16), np.full((count, 4), -1, np.int8)
    for at in range(count):
        # Each picture has random numbers of its own: it is the same however many are made.
        found = scene(images[at, 0], digits, classes, np.random.default_rng([seed, at]))
        for place, (box, label) in enumerate(found):
            boxes[at, place], labels[at, place] = box, label
    return [images, boxes, labels]


def scene(
    canvas: NDArray[np.uint8],
    digits: NDArray[np.uint8],
    classes: NDArray[np.uint8],
    random: np.random.Generator,
) -> list[tuple[tuple[int, ...], int]]:
    """Puts one to four digits on the black canvas, of many sizes, hardly one on top of another; tells where and which.

    A box: left, upper, right and lower side in pixels, of which the last two are the first outside.
    """
    found: list[tuple[tuple[int, ...], int]] = []
    for _ in range(random.integers(1, 5)):
        which, side = int(random.integers(len(digits))), int(random.integers(18, 37))
        digit = resized(digits[which], side)
        # The box is tight around what is clearly ink.
        rows, columns = np.nonzero(digit >= 32)
        digit = digit[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1]
        height, width = digit.shape
        for _ in range(50):
            x, y = (int(random.integers(0, 64 - length + 1)) for length in (width, height))
            box = (x, y, x + width, y + height)
            if all(share_covered(box, other) <= 0.15 for other, _ in found):
                under = canvas[y : y + height, x : x + width]
                np.maximum(under, digit, out=under)
                found.append((box, int(classes[which])))
                break
    return found


def resized(digit: NDArray[np.uint8], side: int) -> NDArray[np.uint8]:
    """A digit of 28 by 28 pixels drawn larger or smaller: each pixel lies between four of the old ones."""
    middles = np.clip((np.arange(side) + 0.5) * 28 / side - 0.5, 0, 27)
    first = np.minimum(middles.astype(int), 26)
    share = middles - first
    ink: NDArray[np.float64] = digit.astype(np.float64)
    ink = ink[first] * (1 - share)[:, None] + ink[first + 1] * share[:, None]
    ink = ink[:, first] * (1 - share) + ink[:, first + 1] * share
    drawn: NDArray[np.uint8] = np.floor(ink + 0.5).astype(np.uint8)
    return drawn


def share_covered(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """How much of the smaller box the other one covers."""
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    smaller = min((right - x) * (low - y) for x, y, right, low in (one, other))
    return max(width, 0) * max(height, 0) / smaller
