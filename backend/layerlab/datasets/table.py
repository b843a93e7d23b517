"""The datasets of one family: tables, a sample a row. What is missing, words and scales are treated here for all."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import compress
from pathlib import Path
from typing import Any, ClassVar, Literal

import numpy as np
from numpy.typing import NDArray

from layerlab.datasets.base import Columns, Dataset, Fetch
from layerlab.datasets.shipped import DATA
from layerlab.kit.values import Split, Value
from layerlab.training.fields import DataField

Scaling = Literal["standard", "range", "none"]
Reading = tuple[Any, ...]
"""What `read_table` is called with after the path."""
PRECISION = 6
"""Digits of what is measured of a column: as many as a script shows, so that both scale by the same numbers."""


class Table(Dataset):
    """Rows of numbers and words, one of whose columns is to be answered.

    Every fifth row is kept to test. All that is measured of a column is measured of the training rows alone.
    """

    default_input: ClassVar[str] = "feature"
    choosing_fields: ClassVar[frozenset[str]] = frozenset({"train_limit", "scaling"})
    target: ClassVar[str]
    """The column that is to be answered, as the file calls it."""
    words: ClassVar[tuple[str, ...]] = ()
    """The columns that hold words, the target among them where it is a class."""
    called: ClassVar[dict[str, str]] = {}
    """Columns that are called otherwise than in the file."""

    scaling: Scaling = "standard"
    """How features come to one scale: by mean and spread, by least and most, or not. Of the training rows alone."""

    @property
    def reading(self) -> Reading:
        """What `read_table` is called with after the path."""
        return self.target, self.words

    @property
    def options(self) -> str:
        return "".join(f", {told!r}" for told in self.reading).replace("'", '"')

    @property
    def _known(self) -> _Known:
        return _known(self.origin.shipped, self.reading)

    def data_fields(self) -> tuple[DataField, ...]:
        known = self._known
        names = tuple(self.called.get(name, name).replace("_", " ") for name in known.names)
        mean, std = known.scales(self.scaling)
        value = Value("vector", (len(names),))
        missing = known.missing if any(known.missing) else ()
        shown = DataField(
            "feature", value, stored="float32", names=names, mean=mean, std=std, missing=missing
        )
        return shown, self._answer(known)

    def _answer(self, known: _Known) -> DataField:
        if known.classes:
            return DataField("label", Value("label", categories=len(known.classes)), names=known.classes)
        (mean,), (std,) = known.answers
        number = Value("vector", (1,))
        return DataField(
            self.target, number, stored="float32", names=(self.target,), mean=(mean,), std=(std,)
        )

    def splits(self) -> dict[Split, int]:
        return dict(self._known.splits)

    def read(self, fetch: Fetch) -> Columns:
        """From the shipped table."""
        arrays = iter(read_table(DATA / self.origin.shipped, *self.reading))
        return {split: {field.name: next(arrays) for field in self.data_fields()} for split in self.splits()}


@dataclass(frozen=True)
class _Known:
    """What a table tells of itself, once it is read in a certain way."""

    names: tuple[str, ...]
    """Of the features."""
    missing: tuple[int, ...]
    """How many training rows lack each of them."""
    spread: tuple[bool, ...]
    """Which of them say yes or no of one word: they have their scale."""
    mean: tuple[float, ...]
    std: tuple[float, ...]
    least: tuple[float, ...]
    most: tuple[float, ...]
    classes: tuple[str, ...]
    """Of the target; none where it is a number."""
    answers: tuple[tuple[float, ...], tuple[float, ...]]
    """Mean and spread of the target."""
    splits: tuple[tuple[Split, int], ...]

    def scales(self, scaling: Scaling) -> tuple[tuple[float, ...], tuple[float, ...]]:
        """What is subtracted from each feature, and what it is divided by."""
        plain = tuple(zip([0.0] * len(self.names), [1.0] * len(self.names), strict=True))
        chosen = {
            "standard": tuple(zip(self.mean, self.std, strict=True)),
            "range": tuple(
                (least, _rounded(most - least)) for least, most in zip(self.least, self.most, strict=True)
            ),
            "none": plain,
        }[scaling]
        pairs = [
            as_is if yes_or_no or not pair[1] else pair
            for as_is, pair, yes_or_no in zip(plain, chosen, self.spread, strict=True)
        ]
        return tuple(first for first, _ in pairs), tuple(second for _, second in pairs)


@cache
def _known(shipped: str, reading: Reading) -> _Known:
    """Read from the file, once."""
    target, words, ignored, missing, encoding = reading + ((), "mean", "one_hot")[len(reading) - 2 :]
    rows, trained = read_rows(DATA / shipped, missing == "drop")
    names = tuple(numbers_of(rows, {target, *ignored}, words, encoding))
    sources = [next(column for column in rows[0] if f"{name} ".startswith(f"{column} ")) for name in names]
    train_features, train_answers, test_features, _ = read_table(DATA / shipped, *reading)
    return _Known(
        names=names,
        missing=tuple(sum(not row[source] for row in compress(rows, trained)) for source in sources),
        spread=tuple(name != source for name, source in zip(names, sources, strict=True)),
        mean=_measured(train_features.mean(axis=0, dtype=np.float64)),
        std=_measured(train_features.std(axis=0, dtype=np.float64)),
        least=_measured(train_features.min(axis=0)),
        most=_measured(train_features.max(axis=0)),
        classes=tuple(sorted({row[target] for row in rows})) if target in words else (),
        answers=(
            _measured(np.atleast_1d(train_answers.mean(axis=0, dtype=np.float64))),
            _measured(np.atleast_1d(train_answers.std(axis=0, dtype=np.float64))),
        ),
        splits=(("train", len(train_features)), ("test", len(test_features))),
    )


def _measured(values: NDArray[Any]) -> tuple[float, ...]:
    return tuple(_rounded(float(value)) for value in values)


def _rounded(value: float) -> float:
    return float(f"{value:.{PRECISION}g}")


def read_rows(path: Path, whole: bool) -> tuple[list[dict[str, str]], NDArray[np.bool_]]:
    """The rows of a table by column, and which of them are learnt from: every fifth is kept to test.

    `whole`: only those in which nothing is missing.
    """
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    kept = [at for at, row in enumerate(rows) if not whole or all(row.values())]
    return [rows[at] for at in kept], np.array([at % 5 != 4 for at in kept])


def numbers_of(
    rows: list[dict[str, str]], ignored: set[str], words: Sequence[str], encoding: str
) -> dict[str, NDArray[np.float64]]:
    """Each feature as numbers, by name; what is missing is no number.

    A column of words becomes one column for each word, 1 where it stands there and else 0 (`one_hot`), or the number
    of each word in the alphabet's order (`number`), or nothing (`none`).
    """
    found: dict[str, NDArray[np.float64]] = {}
    for name in rows[0]:
        cells = [row[name] for row in rows]
        known = sorted({cell for cell in cells if cell})
        if name in ignored or (name in words and encoding == "none"):
            continue
        if name not in words:
            found[name] = np.array([float(cell or "nan") for cell in cells])
        elif encoding == "number":
            found[name] = np.array([known.index(cell) if cell else np.nan for cell in cells])
        else:
            found |= {f"{name} {word}": np.array([float(cell == word) for cell in cells]) for word in known}
    return found


def read_table(
    path: Path,
    target: str,
    words: Sequence[str],
    ignored: Sequence[str] = (),
    missing: str = "mean",
    encoding: str = "one_hot",
) -> list[NDArray[Any]]:
    """Training features and targets, test features and targets.

    A number that is missing becomes the mean of its column's training rows; `missing="drop"` leaves such rows out.
    """
    rows, trained = read_rows(path, missing == "drop")
    columns = numbers_of(rows, {target, *ignored}, words, encoding).values()
    filled = [np.where(np.isnan(column), np.nanmean(column[trained]), column) for column in columns]
    features = np.stack(filled, axis=1).astype(np.float32)
    answers = [row[target] for row in rows]
    targets: NDArray[Any]
    if target in words:
        classes = sorted(set(answers))
        targets = np.array([classes.index(answer) for answer in answers], np.uint8)
    else:
        targets = np.array(answers, np.float64).astype(np.float32)[:, None]
    return [array[chosen] for chosen in (trained, ~trained) for array in (features, targets)]
