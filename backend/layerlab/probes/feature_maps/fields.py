"""What a user sets for the feature maps. No torch here."""

from __future__ import annotations

from typing import ClassVar, Literal

from layerlab.probes.availability import Needs
from layerlab.probes.base import SampleProbe


class FeatureMaps(SampleProbe):
    """What every node gives for one sample of the test set."""

    needs: ClassVar[Needs] = Needs(samples=True)

    kind: Literal["feature_maps"] = "feature_maps"
