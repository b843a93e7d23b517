"""The adding problem: two numbers far apart in a long row, and their sum."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from layerlab.datasets.base import Columns, Dataset, Fetch, Origin
from layerlab.kit.values import Split, Value
from layerlab.training.fields import DataField


class Adding(Dataset):
    """Rows of numbers from 0 to 1, two of which are marked: their sum is asked for at the end.

    Who always says 1 is off by 1/6 (mean squared error 0.167). To do better, keep the first in mind until the end.
    Shape: (T, 2) -> 1 number; as many to train as you say, and a tenth as many to test.
    Source: Hochreiter and Schmidhuber 1997 (LSTM).
    """

    kind: Literal["adding"] = "adding"
    title: ClassVar[str] = "Adding problem"
    attribution: ClassVar[str] = "Adding problem, made by Layerlab"
    default_input: ClassVar[str] = "row"
    default_target: ClassVar[str] = "total"
    origin: ClassVar[Origin] = Origin(file="", format="own", reader="adding_rows")

    rows: Annotated[int, Field(ge=10, le=50_000)] = 10_000
    """Rows to train on; a tenth as many are kept to test."""
    length: Annotated[int, Field(ge=2, le=500)] = 100
    """Numbers in a row: one is marked in its first half, one in its second."""
    seed: Annotated[int, Field(ge=0, le=2**31 - 1)] = 0
    """Which rows are drawn."""

    def data_fields(self) -> tuple[DataField, ...]:
        row = Value("sequence", (self.length, 2))
        return (
            DataField(
                "row", row, stored="float32", names=("number", "mark"), mean=(0.0, 0.0), std=(1.0, 1.0)
            ),
            DataField(
                "total", Value("vector", (1,)), stored="float32", names=("sum",), mean=(0.0,), std=(1.0,)
            ),
        )

    def splits(self) -> dict[Split, int]:
        return {"train": self.rows, "test": self.rows // 10}

    @property
    def recipe(self) -> str:
        return f"{self.rows!r}, {self.length!r}, {self.seed!r}"

    def read(self, fetch: Fetch) -> Columns:
        """Made from the seed."""
        train, train_totals, test, test_totals = adding_rows(self.rows, self.length, self.seed)
        return {"train": {"row": train, "total": train_totals}, "test": {"row": test, "total": test_totals}}


def adding_rows(count: int, length: int, seed: int) -> list[NDArray[Any]]:
    """Rows of numbers with their marks, and the sum of the two that are marked: to train with, then to test with."""
    arrays: list[NDArray[Any]] = []
    for split, size in enumerate((count, count // 10)):
        random = np.random.default_rng([seed, split])
        numbers, marks, each = random.random((size, length)), np.zeros((size, length)), np.arange(size)
        first, second = (
            random.integers(length // 2, size=size),
            random.integers(length // 2, length, size=size),
        )
        marks[each, first] = marks[each, second] = 1
        totals = numbers[each, first] + numbers[each, second]
        arrays += [np.stack([numbers, marks], axis=2).astype(np.float32), totals.astype(np.float32)[:, None]]
    return arrays
