"""Opening data sets: unpacked once, whole or not at all, and shared."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar, Literal

import numpy as np
import pytest
from numpy.typing import NDArray

from layerlab.datasets import AnyDataset
from layerlab.datasets.base import Columns, Fetch, Origin
from layerlab.datasets.fashion_mnist import FashionMnist
from layerlab.datasets.kmnist import Kmnist
from layerlab.datasets.labelled_images import LabelledImages, columns
from layerlab.datasets.load import available, load, prepare
from layerlab.datasets.mnist import Mnist
from layerlab.kit.members import members

VALUES = np.arange(256)
SHIPPED = [cls for cls in members(AnyDataset).values() if cls().shipped and issubclass(cls, LabelledImages)]


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.mark.parametrize("cls", SHIPPED, ids=lambda cls: cls.__name__)
def test_shipped_data_is_what_it_declares(cls: type[LabelledImages], cache: Path) -> None:
    dataset = cls()
    assert available(dataset, cache)
    arrays = load(dataset, cache)
    assert arrays["train"]["image"].shape == (cls.train_size, *cls.sample_shape)
    assert arrays["test"]["image"].shape == (cls.test_size, *cls.sample_shape)
    assert arrays["train"]["image"].dtype == arrays["train"]["label"].dtype == np.uint8
    for labels in (arrays["train"]["label"], arrays["test"]["label"]):
        assert set(np.unique(labels)) == set(range(len(cls.class_names)))
    # Counted by value: fifty million pixels as floats would fill 400 MB.
    counts = sum(np.bincount(image.ravel(), minlength=256) for image in arrays["train"]["image"])
    mean = np.average(VALUES, weights=counts)
    assert cls.mean == pytest.approx(mean / 255, abs=1e-4)
    assert cls.std == pytest.approx(np.average((VALUES - mean) ** 2, weights=counts) ** 0.5 / 255, abs=1e-4)


def test_arrays_are_mapped_and_made_once(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load(FashionMnist(), cache)
    monkeypatch.setattr(FashionMnist, "read", lambda *_: pytest.fail("read a second time"))
    arrays = load(FashionMnist(), cache)
    assert isinstance(arrays["train"]["image"], np.memmap)


def test_a_limit_takes_the_first(cache: Path) -> None:
    arrays = load(FashionMnist(train_limit=7), cache)
    whole = load(FashionMnist(), cache)
    assert len(arrays["train"]["image"]) == len(arrays["train"]["label"]) == 7
    assert np.array_equal(arrays["train"]["image"], whole["train"]["image"][:7])
    assert len(arrays["test"]["image"]) == 2000
    assert FashionMnist(train_limit=10**6).train_count == 10_000


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:1000])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def another_shape(path: Path) -> None:
    np.save(path, np.zeros((3, 1, 28, 28), np.uint8))


def another_type(path: Path) -> None:
    np.save(path, np.zeros((10_000, 1, 28, 28), np.int8))


@pytest.mark.parametrize("damage", [cut, empty, another_shape, another_type])
def test_a_damaged_cache_is_made_anew(damage: Callable[[Path], None], tmp_path: Path) -> None:
    load(FashionMnist(), tmp_path)
    damage(tmp_path / "datasets" / "fashion_mnist" / "train_images.npy")
    assert load(FashionMnist(), tmp_path)["train"]["image"].shape == (10_000, 1, 28, 28)


def test_a_failure_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any, **__: Any) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(np.lib.format, "write_array_header_1_0", full)
    with pytest.raises(OSError, match="No space"):
        load(FashionMnist(), tmp_path)
    assert list((tmp_path / "datasets").iterdir()) == []


def test_two_makers_at_once_agree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While one run unpacks, another has finished: the second one's copy is thrown away."""
    original = FashionMnist.read

    def overtaken(self: FashionMnist, fetch: Any) -> Columns:
        monkeypatch.setattr(FashionMnist, "read", original)
        load(FashionMnist(), tmp_path)
        return original(self, fetch)

    monkeypatch.setattr(FashionMnist, "read", overtaken)
    arrays = load(FashionMnist(), tmp_path)
    assert hashlib.md5(arrays["test"]["label"].tobytes(), usedforsecurity=False).hexdigest()
    assert [entry.name for entry in (tmp_path / "datasets").iterdir()] == ["fashion_mnist"]


def test_what_is_shipped_is_prepared_and_nothing_is_fetched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Kmnist, "read", lambda *_: pytest.fail("fetched unasked"))
    monkeypatch.setattr(Mnist, "read", lambda *_: (_ for _ in ()).throw(OSError("disk full")))
    prepare([Mnist(), Kmnist(), FashionMnist()], tmp_path)
    assert [folder.name for folder in (tmp_path / "datasets").iterdir()] == ["fashion_mnist"]


class Noisy(LabelledImages):
    """Points whose noise is a field: another noise is other data."""

    kind: Literal["noisy"] = "noisy"
    title: ClassVar[str] = "Noisy"
    sample_shape: ClassVar[tuple[int, ...]] = (1, 2, 2)
    class_names: ClassVar[tuple[str, ...]] = ("a", "b")
    train_size: ClassVar[int] = 6
    test_size: ClassVar[int] = 4
    attribution: ClassVar[str] = "made here"
    mean: ClassVar[float] = 0.5
    std: ClassVar[float] = 0.5
    origin: ClassVar[Origin] = Origin(file="noisy.npz", format="idx", mirror=())
    noise: int = 10

    def read(self, fetch: Fetch) -> Columns:
        def images(count: int) -> NDArray[np.uint8]:
            return np.full((count, 1, 2, 2), self.noise, np.uint8)

        labels = np.zeros(6, np.uint8)
        return columns(images(6), labels, images(4), labels[:4])


def test_another_field_is_other_data(tmp_path: Path) -> None:
    """The same document gives the same numbers: what one noise wrote is not read for another."""
    for noise in (10, 40, 10):
        assert np.unique(load(Noisy(noise=noise), tmp_path)["train"]["image"]).tolist() == [noise]
    assert len(list((tmp_path / "datasets").iterdir())) == 2


def test_a_limit_takes_from_the_same_arrays(tmp_path: Path) -> None:
    assert len(load(Noisy(train_limit=2), tmp_path)["train"]["image"]) == 2
    assert len(load(Noisy(train_limit=3), tmp_path)["train"]["image"]) == 3
    assert len(list((tmp_path / "datasets").iterdir())) == 1
    assert Noisy(train_limit=2).cache_key() == Noisy().cache_key()


@pytest.mark.parametrize(
    "kind", [kind for kind, cls in members(AnyDataset).items() if cls().has_data and not cls().is_made]
)
def test_the_caches_that_users_have_keep_their_names(kind: str) -> None:
    assert members(AnyDataset)[kind](train_limit=3).cache_key() == kind
