"""What a user sets for the feature maps. No torch here."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from layerlab.probes.base import Probe


class FeatureMaps(Probe):
    """What every node gives for one sample of the test set."""

    kind: Literal["feature_maps"] = "feature_maps"
    sample: Annotated[int, Field(ge=0, le=10**9)] = 0
    """Which sample of the test set is watched."""
