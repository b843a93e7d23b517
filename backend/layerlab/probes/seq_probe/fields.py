"""What a user sets for what recurrent layers keep. No torch here."""

from __future__ import annotations

from typing import ClassVar, Literal

from layerlab.probes.availability import Needs
from layerlab.probes.base import SampleProbe


class SeqProbe(SampleProbe):
    """What recurrent layers keep and what their gates do, at each step of one sequence of the test set."""

    needs: ClassVar[Needs] = Needs(samples=True, enters=("sequence", "tokens"))

    kind: Literal["seq_probe"] = "seq_probe"
