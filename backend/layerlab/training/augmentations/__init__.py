"""What can be done to the images that are learnt from. The union is the registry."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from layerlab.training.augmentations.crop import RandomCrop
from layerlab.training.augmentations.erase import Erase
from layerlab.training.augmentations.flip import Flip
from layerlab.training.augmentations.normalise import Normalise
from layerlab.training.augmentations.rotate import Rotate

AnyAugmentation = Annotated[RandomCrop | Flip | Rotate | Erase | Normalise, Field(discriminator="kind")]
