"""The datasets of one family: recordings of different lengths, a row of numbers a step, each of one class."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from layerlab.datasets.base import Columns, Dataset, Fetch
from layerlab.datasets.shipped import DATA
from layerlab.kit.values import Length, Split, Value
from layerlab.training.fields import DataField

PRECISION = 6
"""Digits of what is measured of a feature: as many as a script shows, so that both scale by the same numbers."""


class Recordings(Dataset):
    """Sequences of numbers, and the class of each.

    Shape: recording float32 (T, features), steps that it does not have are NaN; label uint8 ().
    """

    default_input: ClassVar[str] = "recording"
    default_target: ClassVar[str] = "label"
    class_names: ClassVar[tuple[str, ...]]
    feature_names: ClassVar[tuple[str, ...]]
    train_size: ClassVar[int]
    test_size: ClassVar[int]
    lengths: ClassVar[tuple[int, int, int]]
    """The shortest, a usual one, the longest: in steps."""

    def data_fields(self) -> tuple[DataField, ...]:
        least, usual, most = self.lengths
        mean, std = _scales(self.origin.shipped)
        value = Value("sequence", (Length("T", usual, least, most), len(self.feature_names)))
        classes = Value("label", categories=len(self.class_names))
        recording = DataField(
            "recording", value, stored="float32", names=self.feature_names, mean=mean, std=std
        )
        return recording, DataField("label", classes, names=self.class_names)

    def splits(self) -> dict[Split, int]:
        return {"train": self.train_size, "test": self.test_size}

    def read(self, fetch: Fetch) -> Columns:
        """From the shipped archive."""
        train, train_labels, test, test_labels = read_recordings(DATA / self.origin.shipped)
        return {
            "train": {"recording": train, "label": train_labels},
            "test": {"recording": test, "label": test_labels},
        }


@cache
def _scales(shipped: str) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Mean and spread of each feature over all steps that are learnt from."""
    steps = read_recordings(DATA / shipped)[0].astype(np.float64)
    steps = steps[~np.isnan(steps[..., 0])]
    return _measured(steps.mean(axis=0)), _measured(steps.std(axis=0))


def _measured(values: NDArray[np.float64]) -> tuple[float, ...]:
    return tuple(float(f"{value:.{PRECISION}g}") for value in values.tolist())


def read_recordings(path: Path) -> list[NDArray[Any]]:
    """Training recordings and classes, test recordings and classes.

    All are filled up with NaN to the length of the longest. Where the archive has no split of its own, every fifth is
    kept to test.
    """
    with np.load(path, allow_pickle=False) as archive:
        values, labels = archive["values"].astype(np.float32), archive["labels"]
        lengths = archive["lengths"].astype(np.int64)
        tests = archive["split"] == 1 if "split" in archive.files else np.arange(len(lengths)) % 5 == 4
    padded = np.full((len(lengths), lengths.max(), values.shape[1]), np.nan, np.float32)
    padded[np.arange(lengths.max()) < lengths[:, None]] = values
    return [array[chosen] for chosen in (~tests, tests) for array in (padded, labels)]
