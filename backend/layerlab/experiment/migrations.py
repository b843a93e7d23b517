"""Documents of earlier formats, brought up to date one format at a time.

When the format changes: raise `FORMAT` in `document.py`, add the step here under the format that it starts from,
and keep a document of the old format under `tests/documents/`, which the tests then open for ever.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from layerlab.experiment.document import FORMAT
from layerlab.kit.errors import LayerlabError, Where

Migration = Callable[[dict[str, Any]], dict[str, Any]]

OLDEST = 1
"""The first format there was."""


def _several_of_everything(document: dict[str, Any]) -> dict[str, Any]:
    """Format 1 knew one data set, one optimizer and one loss, all within the fields of its one algorithm.

    What it left out had the default values that it had then, and is written down with them.
    """
    old = {**_FIRST_ALGORITHM, **document.get("algorithm", {})}
    kept = {key: value for key, value in document.items() if key not in ("dataset", "algorithm")}
    if old.pop("kind") != "supervised" or old.pop("loss") != "cross_entropy":
        raise ValueError("no algorithm of this format")
    pace = {
        "batch_size": old.pop("batch_size"),
        "length": {"kind": "epochs", "epochs": old.pop("epochs")},
        "evaluations": {"kind": "per_epoch", "times": old.pop("evaluations_per_epoch")},
        "early_stopping": {"patience": old.pop("early_stopping_patience"), "metric": "loss"},
        "keep_best": "accuracy" if old.pop("keep_best") else "",
    }
    optimizer = {name: old.pop(name) for name in ("optimizer", "schedule", "clip_norm")}
    loss = {"kind": "cross_entropy", "label_smoothing": old.pop("label_smoothing")}
    # What is left is no field of that format: it is refused by its name.
    algorithm = {"kind": "supervised", "input": "data.image", "target": "data.label", "loss": loss, **old}
    return {
        **kept,
        "datasets": {"data": document.get("dataset", {"kind": "mnist"})},
        "algorithm": algorithm,
        "optimizers": {"classifier": optimizer},
        "pace": pace,
    }


_FIRST_ALGORITHM: dict[str, Any] = {
    "kind": "supervised",
    "loss": "cross_entropy",
    "optimizer": {"kind": "sgd"},
    "schedule": {"kind": "cosine"},
    "batch_size": 64,
    "epochs": 3,
    "evaluations_per_epoch": 4,
    "label_smoothing": 0.0,
    "clip_norm": 0.0,
    "early_stopping_patience": 0,
    "keep_best": False,
}

MIGRATIONS: dict[int, Migration] = {1: _several_of_everything}
"""From format n to format n + 1."""


def says_its_format(document: dict[str, Any]) -> bool:
    """Whether there may be a format of that number."""
    version = document.get("format", OLDEST)
    return isinstance(version, int) and not isinstance(version, bool) and version >= OLDEST


def migrate(document: dict[str, Any]) -> dict[str, Any]:
    """The document in today's format. Raises LayerlabError for one from the future, and for one that says a format and
    is not of it."""
    if not says_its_format(document):
        raise LayerlabError("invalid_document", where=Where(field="format"))
    version: int = document.get("format", OLDEST)
    if version > FORMAT:
        params: dict[str, str | int | float | bool] = {"format": version, "newest": FORMAT}
        raise LayerlabError("newer_format", params, where=Where(field="format"))
    while version < FORMAT:
        try:
            document = {**MIGRATIONS[version](document), "format": version + 1}
        except (LookupError, TypeError, AttributeError, ValueError) as error:
            # A migration takes for granted what its format promised; a stranger's document may say what it likes.
            raise LayerlabError("invalid_document") from error
        version += 1
    return document
