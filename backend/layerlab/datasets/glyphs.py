"""Printed glyphs: digits and capitals from open fonts."""

from __future__ import annotations

from typing import ClassVar, Literal

from layerlab.datasets.base import Columns, Fetch, Origin
from layerlab.datasets.labelled_images import LabelledImages
from layerlab.datasets.shipped import read_npz
from layerlab.kit.values import Shape


class Glyphs(LabelledImages):
    """7,308 printed digits and capitals, 28×28, grey, of 203 faces: those to test are of families never learnt from.

    Shape: (1, 28, 28), 36 classes, 5,796 train and 1,512 test.
    Source: drawn from 53 families of open fonts, centred as LeCun, Cortes and Burges 1998 did.
    """

    kind: Literal["glyphs"] = "glyphs"
    title: ClassVar[str] = "Printed glyphs"
    sample_shape: ClassVar[Shape] = (1, 28, 28)
    class_names: ClassVar[tuple[str, ...]] = tuple("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    train_size: ClassVar[int] = 5_796
    test_size: ClassVar[int] = 1_512
    attribution: ClassVar[str] = "Glyphs drawn with open fonts (OFL, Apache-2.0, Bitstream Vera)"
    mean: ClassVar[float] = 0.1511
    std: ClassVar[float] = 0.3315
    origin: ClassVar[Origin] = Origin(
        file="glyphs.npz", format="own", reader="read_archive", home="labelled_images", shipped="glyphs.npz"
    )

    def read(self, fetch: Fetch) -> Columns:
        """From the shipped archive."""
        return read_npz(self.origin.shipped)
