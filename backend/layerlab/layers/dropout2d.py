"""Dropout of whole maps."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from layerlab.layers.base import Port
from layerlab.layers.dropping import Dropping


class Dropout2d(Dropping):
    """Sets whole maps to 0 while training: of pixels alone it would hide nothing, for their neighbours say the same.

    Shape: (N, C, H, W) -> (N, C, H, W)
    Source: Tompson et al. 2015; `torch.nn.Dropout2d`.
    Raises: expects_image.
    """

    inputs: ClassVar[tuple[Port, ...]] = (Port(takes=("image",)),)
    target: ClassVar[str] = "nn.Dropout2d"
    formula: ClassVar[str] = "training: a map is 0 with chance p, else x / (1 − p);  test: y = x"
    worked: ClassVar[str] = "of {in_c} maps each is 0 with chance {p}, else x / (1 − {p})"

    kind: Literal["dropout2d"] = "dropout2d"
    p: Annotated[float, Field(ge=0, lt=1)] = 0.5
    """Share of the maps that is set to 0; the rest is scaled up to make good for it."""
