"""What a user sets for the confusion matrix. No torch here."""

from __future__ import annotations

from typing import ClassVar, Literal

from layerlab.probes.availability import Needs
from layerlab.probes.base import Probe


class ConfusionMatrix(Probe):
    """Which class is taken for which, counted over the test set at each evaluation."""

    moment: ClassVar[Literal["step", "evaluation"]] = "evaluation"
    needs: ClassVar[Needs] = Needs(meaning=("logits", "scores"), parts=("target",), columns=("predicted",))

    kind: Literal["confusion_matrix"] = "confusion_matrix"
