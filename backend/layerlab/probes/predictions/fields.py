"""What a user sets for the predictions. No torch here."""

from __future__ import annotations

from typing import ClassVar, Literal

from layerlab.probes.availability import Needs
from layerlab.probes.base import Probe


class Predictions(Probe):
    """What the network says to every sample of the test set, at each evaluation."""

    moment: ClassVar[Literal["step", "evaluation"]] = "evaluation"
    needs: ClassVar[Needs] = Needs(columns=("predicted", "surprise", "probability"))

    kind: Literal["predictions"] = "predictions"
