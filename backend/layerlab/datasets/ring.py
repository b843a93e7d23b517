"""A ring of eight clouds: points in the plane, without labels."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from layerlab.datasets.base import Columns, Dataset, Fetch, Origin
from layerlab.kit.values import Split, Value
from layerlab.training.fields import DataField


class Ring(Dataset):
    """Small round clouds on a circle: where a generator that gives only some of them is caught.

    Shape: points (2,); as many to train as you say, and a quarter as many to test.
    Source: after Metz et al. 2017 (unrolled GAN, a ring of eight Gaussians); the same seed gives the same points.
    """

    kind: Literal["ring"] = "ring"
    title: ClassVar[str] = "Ring"
    attribution: ClassVar[str] = "Ring, made by Layerlab"
    default_input: ClassVar[str] = "point"
    default_target: ClassVar[str] = "point"
    origin: ClassVar[Origin] = Origin(file="", format="own", reader="clouds_on_a_ring")

    count: Annotated[int, Field(ge=10, le=100_000)] = 8_000
    """Points to train on; a quarter as many are kept to test."""
    clouds: Annotated[int, Field(ge=1, le=64)] = 8
    """Clouds on the circle, evenly spaced."""
    noise: Annotated[float, Field(ge=0, le=1)] = 0.05
    """How far points stray from the middle of their cloud: the standard deviation, where the circle has radius 1."""
    seed: Annotated[int, Field(ge=0, le=2**31 - 1)] = 0
    """Which points are drawn."""

    def data_fields(self) -> tuple[DataField, ...]:
        return (DataField("point", Value("vector", (2,)), stored="float32", names=("x", "y")),)

    def splits(self) -> dict[Split, int]:
        return {"train": self.count, "test": self.count // 4}

    @property
    def recipe(self) -> str:
        return f"{self.count!r}, {self.clouds!r}, {self.noise!r}, {self.seed!r}"

    def read(self, fetch: Fetch) -> Columns:
        """Made from the seed."""
        train, test = clouds_on_a_ring(self.count, self.clouds, self.noise, self.seed)
        return {"train": {"point": train}, "test": {"point": test}}


def clouds_on_a_ring(count: int, clouds: int, noise: float, seed: int) -> list[NDArray[Any]]:
    """Training points and test points: each in one of the clouds, whose middles lie on a circle with radius 1."""
    arrays: list[NDArray[Any]] = []
    for split, size in enumerate((count, count // 4)):
        random = np.random.default_rng([seed, split])
        angles = random.integers(clouds, size=size) * (2 * np.pi / clouds)
        middles = np.stack([np.cos(angles), np.sin(angles)], axis=1)
        arrays.append((middles + random.normal(0, noise, middles.shape)).astype(np.float32))
    return arrays
