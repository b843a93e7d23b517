"""Stochastic depth."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from layerlab.layers.dropping import Dropping


class StochasticDepth(Dropping):
    """Leaves a branch out at random for each sample while training; beside a skip wire the network is shallower then.

    Shape: any -> the same
    Source: Huang et al. 2016.
    """

    target: ClassVar[str] = "StochasticDepth"
    formula: ClassVar[str] = "training: a sample is 0 with chance p, else x / (1 − p);  test: y = x"
    worked: ClassVar[str] = "a sample is 0 with chance {p}, else x / (1 − {p})"

    kind: Literal["stochastic_depth"] = "stochastic_depth"
    p: Annotated[float, Field(ge=0, lt=1)] = 0.2
    """Share of the samples for which the branch is left out; for the rest it is scaled up to make good for it."""
