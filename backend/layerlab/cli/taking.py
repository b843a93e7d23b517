"""Networks as files for other programs."""

from __future__ import annotations

import tempfile
from pathlib import Path

from layerlab.cli.starting import found
from layerlab.experiment.check import require_valid
from layerlab.experiment.document import Experiment
from layerlab.experiment.export import require_onnx
from layerlab.kit.errors import LayerlabError
from layerlab.settings import Settings
from layerlab.store.artifacts import Artifacts
from layerlab.worker.exporter import carry_out
from layerlab.worker.onnx_order import OnnxOrder


def export_onnx(experiment: Experiment, role: str, weights: str | None, output: Path) -> None:
    """Write one network. Raises LayerlabError for an unsound experiment, and where the package is missing."""
    require_onnx()
    require_valid(experiment)
    role = role or experiment.algorithm.roles[0].name
    if role not in experiment.networks:
        raise LayerlabError("role_unknown", {"role": role})
    settings, told = Settings.from_environment(), dict[str, str]()
    store = Artifacts(settings.data).weights
    with tempfile.TemporaryDirectory(prefix="layerlab-") as folder:
        file = None
        if weights is not None:
            start, file = found(experiment, role, weights, settings, Path(folder))
            told = {"run": str(start.run), "step": str(start.step)} if start.run else {}
        order = OnnxOrder(
            experiment.model_dump_json(), role, output, store, file=file, told=tuple(told.items())
        )
        carry_out(order)
