"""Alpha dropout."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from layerlab.layers.dropping import Dropping


class AlphaDropout(Dropping):
    """Dropout for SELU: what is dropped takes its lowest value, and mean and deviation stay 0 and 1.

    Shape: any -> the same
    Source: Klambauer et al. 2017; `torch.nn.AlphaDropout`.
    """

    target: ClassVar[str] = "nn.AlphaDropout"
    formula: ClassVar[str] = (
        "training: x = −1.758 with chance p, then scaled and shifted to mean 0, deviation 1;  test: y = x"
    )
    worked: ClassVar[str] = "x = −1.758 with chance {p}, then scaled and shifted"

    kind: Literal["alpha_dropout"] = "alpha_dropout"
    p: Annotated[float, Field(ge=0, lt=1)] = 0.1
    """Share of the values that is dropped."""
