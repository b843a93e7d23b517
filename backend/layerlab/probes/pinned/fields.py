"""What a user sets for the pinned input. No torch here."""

from __future__ import annotations

from typing import Literal

from layerlab.probes.base import Probe


class Pinned(Probe):
    """What the network says to the input that the viewer has pinned."""

    kind: Literal["pinned"] = "pinned"
