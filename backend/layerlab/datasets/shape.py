"""No data at all: the shape of an image and a number of classes, for networks that are built and costed only."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from layerlab.datasets.base import Columns, Dataset, Fetch, Origin
from layerlab.kit.errors import LayerlabError
from layerlab.kit.values import Split, Value
from layerlab.training.fields import DataField

Side = Annotated[int, Field(ge=1, le=4_096)]


class Shape(Dataset):
    """Says what enters and leaves, without any data: for networks whose data are too large to be here.

    Shape: images (channels, height, width) and a class for each; no samples.
    Source: Deng et al. 2009 (ImageNet: 3×224×224 and 1,000 classes, as most published networks take it).
    """

    kind: Literal["shape"] = "shape"
    title: ClassVar[str] = "Shape alone"
    attribution: ClassVar[str] = "your own images"
    default_input: ClassVar[str] = "image"
    default_target: ClassVar[str] = "label"
    has_data: ClassVar[bool] = False
    origin: ClassVar[Origin] = Origin(
        file="images.npz", format="own", reader="read_archive", home="labelled_images"
    )

    channels: Annotated[int, Field(ge=1, le=1_024)] = 3
    """Maps of an image: 1 of a grey one, 3 of one in colour."""
    height: Side = 224
    """Rows of an image, in pixels."""
    width: Side = 224
    """Columns of an image, in pixels."""
    classes: Annotated[int, Field(ge=2, le=100_000)] = 1_000
    """How many classes there are to tell apart."""

    def data_fields(self) -> tuple[DataField, ...]:
        # Of the pixels of ImageNet, over all three colours.
        image = Value("image", (self.channels, self.height, self.width))
        label = Value("label", categories=self.classes)
        return DataField("image", image, mean=0.449, std=0.226), DataField("label", label, stored="int64")

    def splits(self) -> dict[Split, int]:
        return {"train": 0, "test": 0}

    def read(self, fetch: Fetch) -> Columns:
        """There is nothing to read."""
        raise LayerlabError("no_data_to_train", {"dataset": self.title})
