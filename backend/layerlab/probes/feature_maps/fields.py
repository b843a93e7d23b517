"""What a user sets for the feature maps. No torch here."""

from __future__ import annotations

from typing import Literal

from layerlab.probes.base import SampleProbe


class FeatureMaps(SampleProbe):
    """What every node gives for one sample of the test set, a block as a whole; where noise is fed, for one noise."""

    kind: Literal["feature_maps"] = "feature_maps"
