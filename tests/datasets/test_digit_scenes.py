"""Scenes of digits are the same wherever they are made."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import pytest

from layerlab.datasets.base import Columns
from layerlab.datasets.digit_scenes import DigitScenes
from layerlab.datasets.load import load

FIRST_TRAIN = "efab78798ccc761a0bd74d317cb0e95bff1a149328fec6183213906e0cdce0dc"
COUNTS = {"train": (1_305, 1_227, 1_244, 1_224), "test": (244, 270, 238, 248)}


@pytest.fixture(scope="module")
def columns(tmp_path_factory: pytest.TempPathFactory) -> Columns:
    return load(DigitScenes(), tmp_path_factory.mktemp("cache"))


def test_the_first_of_them_are_the_published_ones(columns: Columns) -> None:
    digest = hashlib.sha256()
    for name in ("image", "box", "label"):
        digest.update(columns["train"][name][:200].tobytes())
    assert digest.hexdigest() == FIRST_TRAIN


def test_they_hold_as_many_digits_as_is_told(columns: Columns) -> None:
    for split, counts in COUNTS.items():
        digits = (columns[split]["label"] >= 0).sum(axis=1)
        assert tuple(np.bincount(digits, minlength=5)[1:]) == counts


def test_a_box_is_tight_around_its_digit(columns: Columns) -> None:
    """Where it is the only one: ink on all four sides, and none outside."""
    labels, boxes = columns["test"]["label"], columns["test"]["box"]
    for row in np.flatnonzero((labels >= 0).sum(axis=1) == 1)[:50]:
        image, (left, top, right, low) = columns["test"]["image"][row, 0], boxes[row, 0]
        inside = image[top:low, left:right]
        assert inside.sum() == image.sum()
        assert all(edge.max() >= 32 for edge in (inside[0], inside[-1], inside[:, 0], inside[:, -1]))
        assert (boxes[row, 1:] == 0).all(), "zeros where there is no digit"


def test_a_second_look_is_served_from_the_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load(DigitScenes(), tmp_path)
    monkeypatch.setattr(DigitScenes, "read", lambda *_: pytest.fail("it is made once"))
    assert len(load(DigitScenes(train_limit=7), tmp_path)["train"]["image"]) == 7
