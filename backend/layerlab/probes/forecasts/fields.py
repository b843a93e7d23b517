"""What a user sets for the forecasts. No torch here."""

from __future__ import annotations

from typing import ClassVar, Literal

from layerlab.probes.availability import Needs
from layerlab.probes.base import Probe


class Forecasts(Probe):
    """What is forecast from each moment of the test, beside the truth and simple forecasts, at each evaluation."""

    moment: ClassVar[Literal["step", "evaluation"]] = "evaluation"
    needs: ClassVar[Needs] = Needs(parts=("past", "future"), columns=("forecast",))

    kind: Literal["forecasts"] = "forecasts"
