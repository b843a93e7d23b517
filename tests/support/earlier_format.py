"""Documents and logs as a Layerlab of format 1 wrote them: what stands in the data folders of its users."""

from __future__ import annotations

import json

from layerlab.experiment.document import Experiment
from layerlab.experiment.offers import probes_of
from layerlab.training.pace import Epochs, PerEpoch
from support.experiments import CLIP_NORM, DROPOUT, MOMENTUM, RATE, SMOOTHING, WEIGHT_DECAY

NAMES = {
    RATE: "learning_rate",
    MOMENTUM: "momentum",
    WEIGHT_DECAY: "weight_decay",
    CLIP_NORM: "clip_norm",
    SMOOTHING: "label_smoothing",
    DROPOUT: "dropout:dropout_1",
}
"""What its logs called the settings that can change."""


def written_earlier(experiment: Experiment) -> str:
    """The document as format 1 had it: one data set, and everything that is trained with in its one algorithm."""
    pace, given = experiment.pace, experiment.optimizers["classifier"]
    assert isinstance(pace.length, Epochs)
    assert isinstance(pace.evaluations, PerEpoch)
    document = experiment.model_dump(mode="json")
    algorithm = {
        "kind": "supervised",
        "loss": "cross_entropy",
        **given.model_dump(mode="json"),
        "batch_size": pace.batch_size,
        "epochs": pace.length.epochs,
        "evaluations_per_epoch": pace.evaluations.times,
        "label_smoothing": document["algorithm"]["loss"]["label_smoothing"],
        "early_stopping_patience": pace.early_stopping.patience,
        "keep_best": bool(pace.keep_best),
    }
    kept = ("title", "notes", "networks", "seed", "device", "arrangement")
    return json.dumps(
        {
            "format": 1,
            **{name: document[name] for name in kept},
            "dataset": document["datasets"]["data"],
            "algorithm": algorithm,
            "probes": [probe.model_dump(mode="json") for probe in probes_of(experiment)],
        }
    )
