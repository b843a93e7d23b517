"""Diabetes: ten measurements of a patient, and how far the disease had gone a year later."""

from __future__ import annotations

from typing import ClassVar, Literal

from layerlab.datasets.base import Origin
from layerlab.datasets.table import Table


class Diabetes(Table):
    """442 patients: age, sex, body mass, blood pressure and six blood values, and the progression a year later.

    Shape: 10 numbers -> 1 number, 354 train and 88 test.
    Source: Efron, Hastie, Johnstone and Tibshirani 2004 (least angle regression).
    """

    kind: Literal["diabetes"] = "diabetes"
    title: ClassVar[str] = "Diabetes"
    attribution: ClassVar[str] = "Diabetes, B. Efron, T. Hastie, I. Johnstone and R. Tibshirani 2004"
    default_target: ClassVar[str] = "progression"
    origin: ClassVar[Origin] = Origin(
        file="diabetes.csv", format="own", reader="read_table", home="table", shipped="diabetes.csv"
    )
    target: ClassVar[str] = "progression"
    called: ClassVar[dict[str, str]] = {
        "s1_tc": "tc",
        "s2_ldl": "ldl",
        "s3_hdl": "hdl",
        "s4_tch": "tch",
        "s5_ltg": "ltg",
        "s6_glu": "glu",
    }
