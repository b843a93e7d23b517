"""Each image by its own light."""

from __future__ import annotations

from typing import ClassVar, Literal

from layerlab.training.augmentations.base import Augmentation


class Normalise(Augmentation):
    """Gives each image mean 0 and spread 1 by its own pixels, dark or bright. Done to the test set, too, and at last.

    Source: Jarrett et al. 2009 (contrast normalisation).
    """

    function: ClassVar[str] = "normalise"

    kind: Literal["normalise"] = "normalise"
    by: Literal["image", "channel"] = "image"
    """Whether an image is measured as a whole, or each of its channels by itself."""
