"""Reading the files that come with the package."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from layerlab.datasets.base import Arrays

DATA = Path(__file__).parent / "data"


def read_npz(name: str) -> Arrays:
    """Grey images (n, H, W) and labels from a shipped archive; the channel dimension is added."""
    with np.load(DATA / name, allow_pickle=False) as archive:
        return Arrays(
            train_images=archive["train_images"][:, None],
            train_labels=archive["train_labels"],
            test_images=archive["test_images"][:, None],
            test_labels=archive["test_labels"],
        )
