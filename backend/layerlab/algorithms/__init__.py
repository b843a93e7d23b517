"""The ways of training. The union is the registry."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from layerlab.algorithms.detection.fields import Detection
from layerlab.algorithms.forecasting.fields import Forecasting
from layerlab.algorithms.gan.fields import Gan
from layerlab.algorithms.language_model.fields import LanguageModel
from layerlab.algorithms.supervised.fields import Supervised

AnyAlgorithm = Annotated[
    Supervised | Gan | Detection | LanguageModel | Forecasting, Field(discriminator="kind")
]
