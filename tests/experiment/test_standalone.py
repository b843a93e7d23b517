"""The script's own readers, on small files of the official formats."""

from __future__ import annotations

import gzip
import hashlib
import io
import struct
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from layerlab.experiment.script import standalone
from layerlab.experiment.script.data import ScriptData
from layerlab.kit.values import Value
from layerlab.training.data import EVALUATION_BATCH, Column, Data
from layerlab.training.fields import DataField
from layerlab.training.inputs import to_inputs, to_targets
from support.experiments import small


def test_idx(tmp_path: Path) -> None:
    array = np.arange(24, dtype=np.uint8).reshape(2, 3, 4)
    path = tmp_path / "x.gz"
    path.write_bytes(gzip.compress(struct.pack(">HBB3I", 0, 8, 3, 2, 3, 4) + array.tobytes()))
    assert np.array_equal(standalone.read_idx(path), array)


def test_arrays_of_an_archive_and_of_a_folder(tmp_path: Path) -> None:
    arrays = {name: np.full(3, n, np.uint8) for n, name in enumerate(standalone.ARRAYS)}
    np.savez(tmp_path / "all.npz", **arrays)
    for name, array in arrays.items():
        np.save(tmp_path / f"{name}.npy", array)
    for place in (tmp_path / "all.npz", tmp_path):
        assert [array[0] for array in standalone.open_arrays(place)] == [0, 1, 2, 3]


def test_cifar(tmp_path: Path) -> None:
    path = tmp_path / "cifar.tar.gz"
    names = [*(f"data_batch_{n}.bin" for n in range(1, 6)), "test_batch.bin"]
    with tarfile.open(path, "w:gz") as archive:
        for n, name in enumerate(reversed(names)):
            content = bytes([n]) + bytes(range(256)) * 12
            member = tarfile.TarInfo(f"cifar-10-batches-bin/{name}")
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    train_images, train_labels, test_images, test_labels = standalone.read_cifar(path)
    assert train_labels.tolist() == [5, 4, 3, 2, 1]
    assert test_labels.tolist() == [0]
    assert train_images.shape == (5, 3072)
    assert test_images[0, :3].tolist() == [0, 1, 2]


def test_a_download_is_checked_and_made_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "there.bin"
    source.write_bytes(b"right")
    digest = hashlib.md5(b"right", usedforsecurity=False).hexdigest()
    path = standalone.fetch(source.as_uri(), digest, tmp_path / "data")
    assert path.read_bytes() == b"right"
    source.unlink()
    assert standalone.fetch(source.as_uri(), digest, tmp_path / "data") == path
    assert capsys.readouterr().out.count("Downloading") == 1


def test_a_wrong_file_is_not_kept(tmp_path: Path) -> None:
    source = tmp_path / "there.bin"
    source.write_bytes(b"wrong")
    with pytest.raises(SystemExit, match="checksum"):
        standalone.fetch(source.as_uri(), "0" * 32, tmp_path / "data")
    assert not (tmp_path / "data").exists()


def test_the_test_set_comes_in_the_batches_of_the_app() -> None:
    images = torch.arange(2 * EVALUATION_BATCH + 3, dtype=torch.uint8).reshape(-1, 1, 1, 1)
    labels = images.flatten() % 10
    fields = (
        DataField("image", Value("image", (1, 1, 1))),
        DataField("label", Value("label", categories=10)),
    )
    columns = [Column(field, stored) for field, stored in zip(fields, (images, labels), strict=True)]
    data = Data({"test": dict(zip(("input", "target"), columns, strict=True))})
    (source,) = (part.text for part in ScriptData(small()).functions() if "def test_batches" in part.text)
    script: dict[str, Any] = {"MEAN": 0.0, "STD": 1.0, "EVALUATION_BATCH": EVALUATION_BATCH}
    script |= {"Iterator": Iterator, "Tensor": torch.Tensor, "to_inputs": to_inputs, "to_targets": to_targets}
    # The text is Layerlab's own: running it is the point of the test.
    exec(source, script)
    for left, right in zip(script["test_batches"](images, labels), data.test_batches(), strict=True):
        assert torch.equal(left[0], right["input"])
        assert torch.equal(left[1], right["target"])
