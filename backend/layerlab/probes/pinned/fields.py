"""What a user sets for the pinned input. No torch here."""

from __future__ import annotations

from typing import ClassVar, Literal

from layerlab.probes.availability import Needs
from layerlab.probes.base import Probe


class Pinned(Probe):
    """What the network says to the input that the viewer has pinned."""

    needs: ClassVar[Needs] = Needs(meaning=("logits",), samples=True)

    kind: Literal["pinned"] = "pinned"
