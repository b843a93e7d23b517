"""A random turn."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from layerlab.training.augmentations.base import Augmentation, Fill


class Rotate(Augmentation):
    """Turns each image around its middle by a random angle; pixels between pixels are mixed from the four around.

    Source: Simard, Steinkraus and Platt 2003.
    """

    function: ClassVar[str] = "rotate"
    draws: ClassVar[int] = 1

    kind: Literal["rotate"] = "rotate"
    degrees: Annotated[float, Field(gt=0, le=180)] = 10.0
    """The largest angle, to either side."""
    fill: Fill = 0
    """What comes into the corners, from 0 (black) to 255 (white)."""
