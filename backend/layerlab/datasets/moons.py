"""Two moons: points in the plane."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from layerlab.datasets.base import Columns, Dataset, Fetch, Origin
from layerlab.kit.values import Split, Value
from layerlab.training.fields import DataField


class Moons(Dataset):
    """Two half moons that reach into each other: no straight line parts them.

    Shape: points (2,), 2 classes; as many to train as you say, and half as many to test.
    Source: after Pedregosa et al. 2011 (scikit-learn, make_moons); made here, the same seed gives the same points.
    """

    kind: Literal["moons"] = "moons"
    title: ClassVar[str] = "Moons"
    attribution: ClassVar[str] = "Moons, made by Layerlab"
    default_input: ClassVar[str] = "point"
    default_target: ClassVar[str] = "label"
    origin: ClassVar[Origin] = Origin(file="", format="own", reader="two_moons")

    count: Annotated[int, Field(ge=10, le=20_000)] = 1_000
    """Points to train on; half as many are kept to test."""
    noise: Annotated[float, Field(ge=0, le=1)] = 0.1
    """How far points stray from their moon: the standard deviation, where a moon has radius 1."""
    seed: Annotated[int, Field(ge=0, le=2**31 - 1)] = 0
    """Which points are drawn."""

    def data_fields(self) -> tuple[DataField, ...]:
        point = DataField("point", Value("vector", (2,)), stored="float32", names=("x", "y"))
        return point, DataField("label", Value("label", categories=2), names=("upper", "lower"))

    def splits(self) -> dict[Split, int]:
        return {"train": self.count, "test": self.count // 2}

    @property
    def recipe(self) -> str:
        return f"{self.count!r}, {self.noise!r}, {self.seed!r}"

    def read(self, fetch: Fetch) -> Columns:
        """Made from the seed."""
        train_points, train_labels, test_points, test_labels = two_moons(self.count, self.noise, self.seed)
        return {
            "train": {"point": train_points, "label": train_labels},
            "test": {"point": test_points, "label": test_labels},
        }


def two_moons(count: int, noise: float, seed: int) -> list[NDArray[Any]]:
    """Training points and labels, test points and labels: half circles with radius 1, the second upside down."""
    arrays: list[NDArray[Any]] = []
    for split, size in enumerate((count, count // 2)):
        random = np.random.default_rng([seed, split])
        labels = random.permutation(np.arange(size, dtype=np.uint8) % 2)
        angles = random.uniform(0, np.pi, size)
        upper = np.stack([np.cos(angles), np.sin(angles)], axis=1)
        points = np.where(labels[:, None] == 0, upper, np.array([1.0, 0.5]) - upper)
        points += random.normal(0, noise, points.shape)
        arrays += [points.astype(np.float32), labels]
    return arrays
