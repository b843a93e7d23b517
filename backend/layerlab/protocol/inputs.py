"""Inputs: one thing that a network is asked about, in the form in which its data set or a viewer has it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from layerlab.kit.document import Document
from layerlab.kit.values import Split

MOST_PIXELS = 3 * 512 * 512
MOST_NUMBERS = 2**16
MOST_LETTERS = 1_000


class Sample(Document):
    """One sample of the experiment's own data."""

    kind: Literal["sample"] = "sample"
    split: Split = "test"
    index: int = Field(ge=0, le=10**9)
    """Its place in the split, from 0."""


class Pixels(Document):
    """An image from outside, for a network that takes images.

    Shape: `pixels` uint8 (C, H, W), as the data set stores its own (for MNIST: ink is 255).
    """

    kind: Literal["pixels"] = "pixels"
    pixels: bytes = Field(min_length=1, max_length=MOST_PIXELS)


class Numbers(Document):
    """A point, or a row of features, for a network that takes vectors.

    Shape: `values` (features,), in the units of the data set: they are scaled as its own are.
    """

    kind: Literal["numbers"] = "numbers"
    values: tuple[float, ...] = Field(min_length=1, max_length=MOST_NUMBERS)


class Text(Document):
    """A text from outside, for a network that takes tokens: each of its letters is read as the data set reads them."""

    kind: Literal["text"] = "text"
    text: str = Field(min_length=1, max_length=MOST_LETTERS)


AnyInput = Annotated[Sample | Pixels | Numbers | Text, Field(discriminator="kind")]


def of_todays_form(message: Any) -> Any:
    """A message about an input as it is written today; earlier ones knew pixels alone, as a field of their own."""
    if isinstance(message, dict) and "pixels" in message and "input" not in message:
        rest = {name: value for name, value in message.items() if name != "pixels"}
        return {**rest, "input": {"kind": "pixels", "pixels": message["pixels"]}}
    return message
