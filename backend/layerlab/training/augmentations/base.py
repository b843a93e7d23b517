"""What every augmentation says of itself. No torch here: what it does is a function of `training/augmented.py`."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from pydantic import Field

from layerlab.kit.call import Call
from layerlab.kit.document import Document

Probability = Annotated[float, Field(ge=0, le=1)]
Fill = Annotated[int, Field(ge=0, le=255)]


class Augmentation(Document):
    """Something that is done to images before a network sees them."""

    function: ClassVar[str]
    """The function of `training/augmented.py` that does it, by the images, what was drawn for them, and the fields."""
    draws: ClassVar[int] = 0
    """Random numbers that it needs for each image. What needs none is done to all images alike, those of the test set
    and those that a user draws among them, and comes after what is random."""

    def call(self) -> Call:
        """The function with the fields as arguments."""
        fields: dict[str, Any] = self.model_dump(exclude={"kind"})
        return Call(self.function, fields)
