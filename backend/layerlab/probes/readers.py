"""How each probe is read: the torch half beside the union of fields, joined by hand."""

from __future__ import annotations

from layerlab.probes.confusion_matrix import read as confusion_matrix
from layerlab.probes.detections import read as detections
from layerlab.probes.feature_maps import read as feature_maps
from layerlab.probes.forecasts import read as forecasts
from layerlab.probes.gradient_maps import read as gradient_maps
from layerlab.probes.histograms import read as histograms
from layerlab.probes.kernels import read as kernels
from layerlab.probes.layer_health import read as layer_health
from layerlab.probes.pinned import read as pinned
from layerlab.probes.predictions import read as predictions
from layerlab.probes.residuals import read as residuals
from layerlab.probes.seq_probe import read as seq_probe
from layerlab.probes.surface import read as surface
from layerlab.probes.view import Reader
from layerlab.probes.writing import read as writing

READERS: dict[str, Reader] = {
    "feature_maps": feature_maps,
    "gradient_maps": gradient_maps,
    "confusion_matrix": confusion_matrix,
    "predictions": predictions,
    "residuals": residuals,
    "histograms": histograms,
    "layer_health": layer_health,
    "kernels": kernels,
    "surface": surface,
    "detections": detections,
    "forecasts": forecasts,
    "seq_probe": seq_probe,
    "writing": writing,
    "pinned": pinned,
}
