"""Toy tasks: each answer is what a plain loop over its row gives, and the same seed gives the same rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import get_args

import numpy as np
import pytest

from layerlab.datasets.adding import adding_rows
from layerlab.datasets.toy_task import SIGNS, Task, ToyTask, toy_rows

TASKS: tuple[Task, ...] = get_args(Task)


def _closes(row: list[str]) -> str:
    waiting: list[str] = []
    for sign in row[: len(row) - len(row) % 2]:
        if sign in "([":
            waiting.append(sign)
        elif not waiting or waiting.pop() + sign not in ("()", "[]"):
            return "no"
    return "no" if waiting else "yes"


def _marked(row: list[str]) -> str:
    return f"sum {sum(int(sign[0]) for sign in row if len(sign) == 2)}"


ANSWERS: dict[Task, Callable[[list[str]], str]] = {
    "parity": lambda row: ("even", "odd")[row.count("1") % 2],
    "brackets": _closes,
    "temporal_order": lambda row: " ".join(sign for sign in row if sign in "XY"),
    "modular_addition": lambda row: f"sum {sum(map(int, row)) % 10}",
    "two_sum": lambda row: ("no", "yes")[(int(row[0]) + int(row[-1])) % 10 == 0],
    "marked_addition": _marked,
    "first_sign": lambda row: f"first {row[0]}",
    "most_common": lambda row: f"most {max('abcd', key=row.count)}",
}


@pytest.mark.parametrize("task", ANSWERS)
@pytest.mark.parametrize("length", [4, 19, 40])
def test_each_answer_is_what_its_row_has(task: Task, length: int) -> None:
    signs, names = SIGNS[task]
    train, answers, test, test_answers = toy_rows(task, 300, length, seed=5)
    assert train.shape == (300, length)
    assert test.shape == (60, length)
    for row, answer in zip([*train, *test], [*answers, *test_answers], strict=True):
        assert ANSWERS[task]([signs[sign] for sign in row]) == names[answer]


def test_in_random_the_answers_are_thrown() -> None:
    rows, answers, *_ = toy_rows("random", 4000, 8, seed=0)
    assert set(TASKS) - set(ANSWERS) == {"random"}
    for sign in range(8):
        assert abs(answers[rows[:, 0] == sign].mean() - 0.5) < 0.08


@pytest.mark.parametrize("task", TASKS)
def test_the_same_seed_gives_the_same_rows_and_answers_are_mixed(task: Task) -> None:
    one, other = toy_rows(task, 400, 20, 3), toy_rows(task, 400, 20, 3)
    assert all(np.array_equal(a, b) for a, b in zip(one, other, strict=True))
    assert not np.array_equal(one[0], toy_rows(task, 400, 20, 4)[0])
    assert not np.array_equal(one[0][:80], one[2])
    (_, most), *_ = Counter(one[1].tolist()).most_common(1)
    assert most < 0.65 * 400
    assert ToyTask(task=task).field("answer").names == SIGNS[task][1]


def test_the_sum_is_that_of_two_marked_numbers_one_in_each_half() -> None:
    rows, totals, test, _ = adding_rows(200, 31, seed=1)
    assert rows.shape == (200, 31, 2)
    assert len(test) == 20
    assert rows[:, :15, 1].sum(axis=1).tolist() == rows[:, 15:, 1].sum(axis=1).tolist() == [1] * 200
    assert (rows[..., 0] * rows[..., 1]).sum(axis=1) == pytest.approx(totals[:, 0], abs=1e-6)
    # Who always says 1 is off by the variance of a sum of two.
    assert ((adding_rows(20_000, 20, 0)[1] - 1) ** 2).mean() == pytest.approx(1 / 6, abs=0.005)
