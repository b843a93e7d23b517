"""Reading how values are spread."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import torch
from torch import Tensor

from layerlab.probes.histograms.fields import Histograms
from layerlab.probes.memory import weighted_layers
from layerlab.probes.unit_activity import some, spread
from layerlab.probes.view import View
from layerlab.protocol.frames import HistogramsFrame, NodeHistogram

BINS = 31


def read(fields: Histograms, view: View, role: str) -> HistogramsFrame:
    """Activations of every node, then weights and gradients of every layer that has some."""
    activations = [_histogram(node, "activations", values) for node, values in spread(view, role).items()]
    return HistogramsFrame(role=role, nodes=(*activations, *_of_weights(view, role)))


def _of_weights(view: View, role: str) -> Iterator[NodeHistogram]:
    for node, weights in weighted_layers(view.state.networks[role]).items():
        yield _histogram(node, "weights", _row(list(weights)))
        gradients = [weight.grad for weight in weights if weight.grad is not None]
        if gradients:
            yield _histogram(node, "gradients", _row(gradients))


def _row(tensors: list[Tensor]) -> Tensor:
    return some(torch.cat([tensor.detach().flatten() for tensor in tensors]))


def _histogram(node: str, of: str, values: Tensor) -> NodeHistogram:
    row = values.cpu().numpy()
    low, high = float(row.min()), float(row.max())
    if not np.isfinite(low) or not np.isfinite(high):
        row = row[np.isfinite(row)]
        low, high = (float(row.min()), float(row.max())) if len(row) else (0.0, 0.0)
    if low == high:
        # Half a unit is lost beside a huge value, and no bin has a width then.
        half = max(0.5, abs(low) / 1e6)
        low, high = low - half, high + half
    # In single precision, the bins of a huge range can't be told apart. By hand, since numpy's own takes three times
    # as long, and this is done for every node.
    places = ((row.astype(np.float64) - low) * (BINS / (high - low))).astype(np.int32)
    counts = np.bincount(np.minimum(places, BINS - 1), minlength=BINS)
    return NodeHistogram.model_validate(
        {"node": node, "of": of, "low": low, "high": high, "counts": counts.astype("<i4").tobytes()}
    )
