"""Columns of every kind become what a network or a loss takes; samplers say in closed form what a step sees."""

from __future__ import annotations

from typing import get_args

import pytest
import torch

from layerlab.kit.values import Value, ValueKind
from layerlab.training.data import CONVERTERS, Column
from layerlab.training.fields import DataField
from layerlab.training.sampling import Shuffled

CPU = torch.device("cpu")


def test_every_kind_of_value_has_its_converter() -> None:
    assert set(CONVERTERS) == set(get_args(ValueKind))


@pytest.mark.parametrize("std", [(2.0, 4.0), 2.0])
def test_numbers_are_scaled_feature_by_feature(std: tuple[float, ...] | float) -> None:
    field = DataField("row", Value("vector", (2,)), "float32", mean=1.0, std=std)
    column = Column(field, torch.tensor([[1.0, 1.0], [3.0, 9.0]]))
    second = 2.0 if isinstance(std, tuple) else 4.0
    assert column[:].tolist() == [[0.0, 0.0], [1.0, second]]
    assert column.as_batch(torch.tensor([3.0, 1.0])).tolist() == [[1.0, 0.0]]


def test_categories_become_whole_numbers() -> None:
    column = Column(DataField("label", Value("label", categories=3)), torch.tensor([2, 0], dtype=torch.uint8))
    assert column[:].dtype == torch.int64
    assert column[torch.tensor([1])].tolist() == [0]


def test_what_a_step_sees_depends_on_no_other_step() -> None:
    def fresh() -> Shuffled:
        return Shuffled(("input", "target"), samples=10, batch_size=4, seed=3, device=CPU)

    walked, jumped = fresh(), fresh()
    assert walked.steps_per_pass == 3
    told = [walked.rows(step)["input"].tolist() for step in range(1, 7)]
    assert jumped.rows(5)["input"].tolist() == told[4]
    assert jumped.rows(2)["target"].tolist() == told[1], "all parts see the same samples"
    assert [len(rows) for rows in told] == [4, 4, 2, 4, 4, 2]
    for first in (0, 3):
        seen = [row for rows in told[first : first + 3] for row in rows]
        assert sorted(seen) == list(range(10)), "each once in a pass"
    assert told[:3] != told[3:]
