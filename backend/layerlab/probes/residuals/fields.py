"""What a user sets for the residuals. No torch here."""

from __future__ import annotations

from typing import ClassVar, Literal

from layerlab.probes.availability import Needs
from layerlab.probes.base import Probe


class Residuals(Probe):
    """By how much the network misses the number that it is to give, over its answer, at each evaluation."""

    moment: ClassVar[Literal["step", "evaluation"]] = "evaluation"
    needs: ClassVar[Needs] = Needs(
        meaning=("numbers",), parts=("target",), takes=("vector",), columns=("answer",)
    )

    kind: Literal["residuals"] = "residuals"
