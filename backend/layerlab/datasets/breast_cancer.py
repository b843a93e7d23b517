"""Breast cancer: the cells of a tumour, and whether it is malignant."""

from __future__ import annotations

from typing import ClassVar, Literal

from layerlab.datasets.base import Origin
from layerlab.datasets.table import Table


class BreastCancer(Table):
    """569 tumours: thirty measurements of the nuclei of their cells, and whether each is benign or malignant.

    Shape: 30 numbers -> 2 classes, 456 train and 113 test.
    Source: Street, Wolberg and Mangasarian 1993.
    """

    kind: Literal["breast_cancer"] = "breast_cancer"
    title: ClassVar[str] = "Breast cancer"
    attribution: ClassVar[str] = (
        "Breast Cancer Wisconsin (Diagnostic), W. Wolberg et al., doi 10.24432/C5DW2B, CC BY 4.0"
    )
    default_target: ClassVar[str] = "label"
    origin: ClassVar[Origin] = Origin(
        file="breast_cancer.csv", format="own", reader="read_table", home="table", shipped="breast_cancer.csv"
    )
    target: ClassVar[str] = "diagnosis"
    words: ClassVar[tuple[str, ...]] = ("diagnosis",)
