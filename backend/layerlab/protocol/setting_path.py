"""What a setting that can change in mid-run is called: the path of its field in the document."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import BeforeValidator, Field

_FIRST_NAMES = {
    "learning_rate": "optimizers.classifier.optimizer.learning_rate",
    "momentum": "optimizers.classifier.optimizer.momentum",
    "weight_decay": "optimizers.classifier.optimizer.weight_decay",
    "clip_norm": "optimizers.classifier.clip_norm",
    "label_smoothing": "algorithm.loss.label_smoothing",
}
_FIRST_LAYER = re.compile(r"dropout:([a-z][a-z0-9_]{0,39})")


def todays_name(name: object) -> object:
    """The path of a setting that a log or a page of the first format calls by a name of its own.

    That format knew one algorithm, with one network, its classifier.
    """
    if not isinstance(name, str):
        return name
    if found := _FIRST_LAYER.fullmatch(name):
        return f"networks.classifier.nodes.{found[1]}.layer.p"
    return _FIRST_NAMES.get(name, name)


RecordedSetting = Annotated[str, BeforeValidator(todays_name)]
"""As a log has it."""

SettingPath = Annotated[
    str,
    BeforeValidator(todays_name),
    Field(max_length=500, pattern=r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*(/[a-z0-9_]+)*)+$"),
]
"""`optimizers.classifier.optimizer.learning_rate`, `networks.classifier.nodes.dropout_1.layer.p`,
`networks.classifier.nodes.res_1/0/dropout_1.layer.p` inside of a block, `algorithm.loss.label_smoothing`. Which of
them can change, the classes say in their `live_fields`."""
