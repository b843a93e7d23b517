"""How each probe is read: the torch half beside the union of fields, joined by hand."""

from __future__ import annotations

from layerlab.probes.confusion_matrix import read as confusion_matrix
from layerlab.probes.feature_maps import read as feature_maps
from layerlab.probes.predictions import read as predictions
from layerlab.probes.view import Reader

READERS: dict[str, Reader] = {
    "feature_maps": feature_maps,
    "confusion_matrix": confusion_matrix,
    "predictions": predictions,
}
