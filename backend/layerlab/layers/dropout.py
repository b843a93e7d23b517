"""Dropout."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from layerlab.layers.dropping import Dropping


class Dropout(Dropping):
    """Sets a random share of the values to 0 while training, so that no unit relies on another.

    Shape: any -> the same
    Source: Srivastava et al. 2014; `torch.nn.Dropout`.
    """

    target: ClassVar[str] = "nn.Dropout"
    formula: ClassVar[str] = "training: y = 0 with chance p, else x / (1 − p);  test: y = x"
    worked: ClassVar[str] = "y = 0 with chance {p}, else x / (1 − {p})"

    kind: Literal["dropout"] = "dropout"
    p: Annotated[float, Field(ge=0, lt=1)] = 0.5
    """Share of the values that is set to 0; the rest is scaled up to make good for it."""
