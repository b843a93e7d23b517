"""Reading the files that come with the package."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from layerlab.datasets.base import Columns
from layerlab.datasets.labelled_images import columns

DATA = Path(__file__).parent / "data"


def read_npz(name: str) -> Columns:
    """Grey images (n, H, W) and labels from a shipped archive."""
    with np.load(DATA / name, allow_pickle=False) as archive:
        return columns(
            train_images=archive["train_images"],
            train_labels=archive["train_labels"],
            test_images=archive["test_images"],
            test_labels=archive["test_labels"],
        )
