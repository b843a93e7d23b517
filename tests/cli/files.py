"""Experiments in files, as someone has saved them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from layerlab.experiment.document import Experiment
from layerlab.experiment.presets.lenet5_mnist import lenet5_mnist


def saved(folder: Path, experiment: Experiment | None = None, **changes: Any) -> str:
    document = (experiment or lenet5_mnist()).model_dump(mode="json") | changes
    (folder / "it.json").write_text(json.dumps(document), encoding="utf-8")
    return "it.json"
