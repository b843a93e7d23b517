"""Diabetes: ten measurements of a patient, and how far the disease had gone a year later."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar, Literal

import numpy as np
from numpy.typing import NDArray

from layerlab.datasets.base import Columns, Dataset, Fetch, Origin
from layerlab.datasets.shipped import DATA
from layerlab.kit.values import Split, Value
from layerlab.training.fields import DataField

_MEAN = (48.4633, 1.4774, 26.4568, 94.7222, 189.638, 116.241, 49.8249, 4.08596, 4.62895, 91.3814)
_STD = (13.2946, 0.499489, 4.60952, 14.2885, 34.6908, 30.6479, 13.0368, 1.31957, 0.521265, 11.5487)
# Of the 354 training rows.


class Diabetes(Dataset):
    """442 patients: age, sex, body mass, blood pressure and six blood values, and the progression a year later.

    Shape: 10 numbers -> 1 number, 354 train and 88 test.
    Source: Efron, Hastie, Johnstone and Tibshirani 2004 (least angle regression).
    """

    kind: Literal["diabetes"] = "diabetes"
    title: ClassVar[str] = "Diabetes"
    attribution: ClassVar[str] = "Diabetes, B. Efron, T. Hastie, I. Johnstone and R. Tibshirani 2004"
    default_input: ClassVar[str] = "feature"
    default_target: ClassVar[str] = "progression"
    origin: ClassVar[Origin] = Origin(
        file="diabetes.csv", format="own", reader="read_diabetes", shipped="diabetes.csv"
    )

    def data_fields(self) -> tuple[DataField, ...]:
        names = ("age", "sex", "bmi", "bp", "tc", "ldl", "hdl", "tch", "ltg", "glu")
        features = Value("vector", (len(names),))
        return (
            DataField("feature", features, stored="float32", names=names, mean=_MEAN, std=_STD),
            DataField(
                "progression",
                Value("vector", (1,)),
                stored="float32",
                names=("progression",),
                mean=(151.887,),
                std=(76.9956,),
            ),
        )

    def splits(self) -> dict[Split, int]:
        return {"train": 354, "test": 88}

    def read(self, fetch: Fetch) -> Columns:
        """From the shipped table."""
        train_features, train_targets, test_features, test_targets = read_diabetes(DATA / self.origin.shipped)
        return {
            "train": {"feature": train_features, "progression": train_targets},
            "test": {"feature": test_features, "progression": test_targets},
        }


def read_diabetes(path: Path) -> list[NDArray[Any]]:
    """Training features and targets, test features and targets: every fifth patient is kept to test."""
    table = np.loadtxt(path, delimiter=",", skiprows=1, dtype=np.float32)
    tested = np.arange(len(table)) % 5 == 4
    return [array for rows in (~tested, tested) for array in (table[rows, :-1], table[rows, -1:])]
