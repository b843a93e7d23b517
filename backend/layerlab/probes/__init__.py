"""The probes. The union is the registry."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from layerlab.probes.confusion_matrix.fields import ConfusionMatrix
from layerlab.probes.detections.fields import Detections
from layerlab.probes.feature_maps.fields import FeatureMaps
from layerlab.probes.forecasts.fields import Forecasts
from layerlab.probes.gradient_maps.fields import GradientMaps
from layerlab.probes.histograms.fields import Histograms
from layerlab.probes.kernels.fields import Kernels
from layerlab.probes.layer_health.fields import LayerHealth
from layerlab.probes.pinned.fields import Pinned
from layerlab.probes.predictions.fields import Predictions
from layerlab.probes.residuals.fields import Residuals
from layerlab.probes.seq_probe.fields import SeqProbe
from layerlab.probes.surface.fields import Surface
from layerlab.probes.writing.fields import Writing

AnyProbe = Annotated[
    FeatureMaps
    | GradientMaps
    | Kernels
    | Histograms
    | LayerHealth
    | ConfusionMatrix
    | Predictions
    | Residuals
    | Surface
    | Detections
    | Forecasts
    | SeqProbe
    | Writing
    | Pinned,
    Field(discriminator="kind"),
]
