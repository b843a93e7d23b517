"""Random erasing."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from layerlab.training.augmentations.base import Augmentation, Fill, Probability


class Erase(Augmentation):
    """Covers a random patch of some images, so that no single part of them is all that is learnt.

    Source: DeVries and Taylor 2017 (cutout); Zhong et al. 2020 (random erasing).
    """

    function: ClassVar[str] = "erase"
    draws: ClassVar[int] = 3

    kind: Literal["erase"] = "erase"
    probability: Probability = 0.5
    """Share of the images in which something is covered."""
    side: Annotated[float, Field(gt=0, le=1)] = 0.3
    """Height and width of the patch, as a share of those of the image."""
    fill: Fill = 0
    """What covers it, from 0 (black) to 255 (white)."""
