"""The probes. The union is the registry."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from layerlab.probes.confusion_matrix.fields import ConfusionMatrix
from layerlab.probes.feature_maps.fields import FeatureMaps

AnyProbe = Annotated[FeatureMaps | ConfusionMatrix, Field(discriminator="kind")]
