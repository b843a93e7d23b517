"""The data that ships with the package is what it says it is, and carries its licences."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import pytest

import layerlab.datasets

DATA = Path(layerlab.datasets.__file__).parent / "data"
CHECKSUMS = dict(reversed(line.split()) for line in (DATA / "checksums.sha256").read_text().splitlines())


def test_every_file_has_a_checksum_and_an_attribution() -> None:
    shipped = {path.name for path in DATA.iterdir() if path.is_file()} - {"checksums.sha256"}
    assert shipped == set(CHECKSUMS)
    attribution = (DATA / "LICENSES" / "ATTRIBUTION.md").read_text(encoding="utf-8")
    assert [name for name in sorted(shipped) if f"## {name}: " not in attribution] == []


@pytest.mark.parametrize("name", sorted(CHECKSUMS))
def test_checksum(name: str) -> None:
    assert hashlib.sha256((DATA / name).read_bytes()).hexdigest() == CHECKSUMS[name]


@pytest.mark.parametrize(
    ("name", "train", "test", "first_labels"),
    [
        ("mnist.npz", 60_000, 10_000, [5, 0, 4, 1, 9]),
        ("fashion_mnist_10k.npz", 10_000, 2_000, [9, 0, 0, 3, 0]),
    ],
)
def test_arrays_open_without_pickle(name: str, train: int, test: int, first_labels: list[int]) -> None:
    with np.load(DATA / name, allow_pickle=False) as arrays:
        assert arrays["train_images"].shape == (train, 28, 28)
        assert arrays["test_images"].shape == (test, 28, 28)
        assert arrays["train_images"].dtype == np.uint8
        assert arrays["train_labels"][:5].tolist() == first_labels
        assert sorted(set(arrays["test_labels"].tolist())) == list(range(10))


def test_licence_texts_are_there() -> None:
    for name in ("CC-BY-SA-3.0.txt", "MIT-Fashion-MNIST.txt", "BSD-3-Clause-scikit-learn.txt"):
        assert len((DATA / "LICENSES" / name).read_text(encoding="utf-8")) > 1000
