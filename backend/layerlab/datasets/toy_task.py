"""Small tasks on rows of signs, made from a seed: what can be told of a row only by keeping something of it in mind."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from layerlab.datasets.base import Columns, Dataset, Fetch, Origin
from layerlab.kit.values import Split, Value
from layerlab.training.fields import DataField

Task = Literal[
    "parity",
    "brackets",
    "temporal_order",
    "modular_addition",
    "two_sum",
    "marked_addition",
    "first_sign",
    "most_common",
    "random",
]

DIGITS = tuple("0123456789")
NO_YES = ("no", "yes")
SIGNS: dict[Task, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "parity": (("0", "1"), ("even", "odd")),
    "brackets": (tuple("()[]"), NO_YES),
    "temporal_order": (tuple("abcdXY"), ("X X", "X Y", "Y X", "Y Y")),
    "modular_addition": (DIGITS, tuple(f"sum {digit}" for digit in DIGITS)),
    "two_sum": (DIGITS, NO_YES),
    "marked_addition": (
        (*DIGITS, *(f"{digit}'" for digit in DIGITS)),
        tuple(f"sum {each}" for each in range(19)),
    ),
    "first_sign": (tuple("abcdefgh"), tuple(f"first {letter}" for letter in "abcdefgh")),
    "most_common": (tuple("abcd"), tuple(f"most {letter}" for letter in "abcd")),
    "random": (tuple("abcdefgh"), NO_YES),
}
"""Of each task what its signs are called, and its answers."""


class ToyTask(Dataset):
    """Rows of signs with a question each: whether the brackets close, whether X came before Y.

    Shape: tokens (T,) -> some classes; as many to train as you say, and a fifth as many to test.
    Source: after Hochreiter and Schmidhuber 1997 (temporal order), Power et al. 2022 (modular addition) and others.
    """

    kind: Literal["toy_task"] = "toy_task"
    title: ClassVar[str] = "Toy tasks"
    attribution: ClassVar[str] = "Toy tasks, made by Layerlab"
    default_input: ClassVar[str] = "row"
    default_target: ClassVar[str] = "answer"
    origin: ClassVar[Origin] = Origin(file="", format="own", reader="toy_rows")

    task: Task = "parity"
    """What is asked of a row. In `random` the answers are thrown: there is nothing to learn but by heart."""
    rows: Annotated[int, Field(ge=50, le=50_000)] = 10_000
    """Rows to train on; a fifth as many are kept to test."""
    length: Annotated[int, Field(ge=4, le=200)] = 20
    """Signs in a row."""
    seed: Annotated[int, Field(ge=0, le=2**31 - 1)] = 0
    """Which rows are drawn."""

    def data_fields(self) -> tuple[DataField, ...]:
        signs, answers = SIGNS[self.task]
        row = Value("tokens", (self.length,), categories=len(signs))
        return (
            DataField("row", row, stored="int64", names=signs),
            DataField("answer", Value("label", categories=len(answers)), names=answers),
        )

    def splits(self) -> dict[Split, int]:
        return {"train": self.rows, "test": self.rows // 5}

    @property
    def recipe(self) -> str:
        return f'"{self.task}", {self.rows!r}, {self.length!r}, {self.seed!r}'

    def read(self, fetch: Fetch) -> Columns:
        """Made from the seed."""
        train, train_answers, test, test_answers = toy_rows(self.task, self.rows, self.length, self.seed)
        return {
            "train": {"row": train, "answer": train_answers},
            "test": {"row": test, "answer": test_answers},
        }


def toy_rows(task: str, count: int, length: int, seed: int) -> list[NDArray[Any]]:
    """Rows of signs by their numbers, and the answer to each: to train with, then to test with."""
    arrays: list[NDArray[Any]] = []
    for split, size in enumerate((count, count // 5)):
        rows, answers = toy_task(task, size, length, np.random.default_rng([seed, split]))
        arrays += [rows.astype(np.int64), np.asarray(answers).astype(np.uint8)]
    return arrays


def toy_task(
    task: str, count: int, length: int, random: np.random.Generator
) -> tuple[NDArray[Any], NDArray[Any]]:
    """So many rows of a task, and their answers."""
    each = np.arange(count)
    if task == "parity":
        rows = random.integers(2, size=(count, length))
        return rows, rows.sum(axis=1) % 2
    if task == "brackets":
        return bracket_rows(count, length, random)
    if task == "temporal_order":
        # Two signs that matter, one in the first half and one in the second, among others that don't.
        rows = random.integers(4, size=(count, length))
        places = random.integers(length // 2, size=count), random.integers(length // 2, length, size=count)
        first, second = random.integers(2, size=(2, count))
        rows[each, places[0]], rows[each, places[1]] = 4 + first, 4 + second
        return rows, 2 * first + second
    if task == "modular_addition":
        rows = random.integers(10, size=(count, length))
        return rows, rows.sum(axis=1) % 10
    if task == "two_sum":
        # Do the first and the last sign add up to ten, or to nought? Half of them do.
        rows, answers = random.integers(10, size=(count, length)), random.integers(2, size=count)
        rows[:, -1] = (10 - rows[:, 0] + np.where(answers, 0, random.integers(1, 10, size=count))) % 10
        return rows, answers
    if task == "marked_addition":
        rows = random.integers(10, size=(count, length))
        places = random.integers(length // 2, size=count), random.integers(length // 2, length, size=count)
        total = rows[each, places[0]] + rows[each, places[1]]
        rows[each, places[0]] += 10
        rows[each, places[1]] += 10
        return rows, total
    if task == "most_common":
        rows = random.integers(4, size=(count, length))
        counts = np.stack([(rows == sign).sum(axis=1) for sign in range(4)], axis=1)
        return rows, counts.argmax(axis=1)
    rows = random.integers(8, size=(count, length))
    return rows, rows[:, 0] if task == "first_sign" else random.integers(2, size=count)


def bracket_rows(count: int, length: int, random: np.random.Generator) -> tuple[NDArray[Any], NDArray[Any]]:
    """Rows of round and square brackets; in half of them one sign was changed, so that not all close as they opened.

    Of an odd row the last sign counts for nothing.
    """
    rows = np.zeros((count, length), np.int64)
    answers = random.integers(2, size=count)
    for row, right in zip(rows, answers, strict=True):
        open_ones: list[int] = []
        for at in range(length - length % 2):
            must_close = len(open_ones) == length - length % 2 - at
            if open_ones and (must_close or random.random() < 0.5):
                row[at] = open_ones.pop() + 1
            else:
                open_ones.append(2 * int(random.integers(2)))
                row[at] = open_ones[-1]
        if not right:
            at = int(random.integers(length - length % 2))
            row[at] = (row[at] + 1 + int(random.integers(3))) % 4
    return rows, answers
