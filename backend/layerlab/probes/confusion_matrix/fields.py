"""What a user sets for the confusion matrix. No torch here."""

from __future__ import annotations

from typing import ClassVar, Literal

from layerlab.probes.base import Probe


class ConfusionMatrix(Probe):
    """Which class is taken for which, counted over the test set at each evaluation."""

    moment: ClassVar[Literal["step", "evaluation"]] = "evaluation"

    kind: Literal["confusion_matrix"] = "confusion_matrix"
