"""A random crop."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from layerlab.training.augmentations.base import Augmentation, Fill


class RandomCrop(Augmentation):
    """Shifts each image by a few pixels: it is framed, and cut from the frame at a random place.

    Source: Krizhevsky, Sutskever and Hinton 2012; with a frame He et al. 2016.
    """

    function: ClassVar[str] = "crop"
    draws: ClassVar[int] = 2

    kind: Literal["crop"] = "crop"
    padding: Annotated[int, Field(ge=1, le=64)] = 2
    """Pixels of frame on each side: as far as an image can be shifted."""
    fill: Fill = 0
    """What the frame is made of, from 0 (black) to 255 (white)."""
