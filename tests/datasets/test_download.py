"""Fetching data: checksums, bounds, hostile archives, and no network at all. The server is a local one."""

from __future__ import annotations

import gzip
import hashlib
import io
import struct
import tarfile
import threading
import tracemalloc
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import numpy as np
import pytest

from layerlab.datasets.base import RemoteFile
from layerlab.datasets.cifar10 import RECORD, RECORDS_PER_FILE, TEST, TRAIN, Cifar10, read_records
from layerlab.datasets.download import fetch
from layerlab.datasets.idx import read_idx
from layerlab.datasets.kmnist import Kmnist
from layerlab.datasets.load import available, download_size, load
from layerlab.kit.errors import LayerlabError

Publish = Callable[[str, bytes], RemoteFile]


@pytest.fixture
def publish() -> Iterator[Publish]:
    """Puts bytes on a local server; gives the file as a dataset would declare it."""
    contents: dict[str, bytes] = {}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            content = contents.get(self.path)
            self.send_response(404 if content is None else 200)
            self.send_header("Content-Length", str(len(content or b"")))
            self.end_headers()
            self.wfile.write(content or b"")

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the library's name
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()

    def put(name: str, content: bytes) -> RemoteFile:
        contents[f"/{name}"] = content
        digest = hashlib.md5(content, usedforsecurity=False).hexdigest()
        return RemoteFile(f"http://127.0.0.1:{server.server_port}/{name}", digest, len(content))

    yield put
    server.shutdown()
    server.server_close()
    thread.join()


def idx(shape: tuple[int, ...], content: bytes) -> bytes:
    return gzip.compress(struct.pack(f">HBB{len(shape)}I", 0, 8, len(shape), *shape) + content, mtime=0)


def code_of(act: Callable[[], object]) -> str:
    with pytest.raises(LayerlabError) as caught:
        act()
    return caught.value.code


def test_a_file_is_fetched_once_and_progress_is_heard(publish: Publish, tmp_path: Path) -> None:
    content = bytes(range(256)) * 4000
    file = publish("numbers.bin", content)
    heard: list[int] = []
    path = fetch(file, tmp_path, "Numbers", heard.append)
    assert path.read_bytes() == content
    assert sum(heard) == len(content)
    publish("numbers.bin", b"gone")
    assert fetch(file, tmp_path, "Numbers", heard.append) == path


def test_another_checksum_leaves_nothing_behind(publish: Publish, tmp_path: Path) -> None:
    file = publish("numbers.bin", b"as declared")
    publish("numbers.bin", b"as changed!")
    assert code_of(lambda: fetch(file, tmp_path, "Numbers", lambda _: None)) == "dataset_damaged"
    assert list(tmp_path.iterdir()) == []


def test_more_bytes_than_declared_are_not_taken(publish: Publish, tmp_path: Path) -> None:
    file = publish("numbers.bin", b"small")
    publish("numbers.bin", bytes(10_000_000))
    received: list[int] = []
    assert code_of(lambda: fetch(file, tmp_path, "Numbers", received.append)) == "dataset_damaged"
    assert sum(received) == 0
    assert list(tmp_path.iterdir()) == []


def test_no_network_is_said_clearly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    nobody = RemoteFile("http://127.0.0.1:9/x.gz", "0" * 32, 10)
    monkeypatch.setattr(Kmnist, "files", (nobody,) * 4)
    assert not available(Kmnist(), tmp_path)
    with pytest.raises(LayerlabError) as caught:
        load(Kmnist(), tmp_path)
    assert caught.value.code == "dataset_unavailable"
    assert caught.value.params == {"dataset": "KMNIST", "host": "127.0.0.1"}
    assert caught.value.status == 503


def test_a_missing_file_is_said_clearly(publish: Publish, tmp_path: Path) -> None:
    file = publish("here.bin", b"1")
    absent = RemoteFile(file.url.replace("here", "there"), file.md5, 1)
    assert code_of(lambda: fetch(absent, tmp_path, "Numbers", lambda _: None)) == "dataset_unavailable"


def test_a_data_set_of_idx_files(publish: Publish, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    images = np.arange(5 * 784, dtype=np.int64).astype(np.uint8)
    files = (
        publish("train-images.gz", idx((3, 28, 28), images[: 3 * 784].tobytes())),
        publish("train-labels.gz", idx((3,), bytes([4, 5, 6]))),
        publish("test-images.gz", idx((2, 28, 28), images[3 * 784 :].tobytes())),
        publish("test-labels.gz", idx((2,), bytes([7, 8]))),
    )
    monkeypatch.setattr(Kmnist, "files", files)
    monkeypatch.setattr(Kmnist, "train_size", 3)
    monkeypatch.setattr(Kmnist, "test_size", 2)
    heard: list[tuple[int, int]] = []
    arrays = load(Kmnist(), tmp_path, lambda done, total: heard.append((done, total)))
    assert arrays["train"]["label"].tolist() == [4, 5, 6]
    assert arrays["test"]["image"].reshape(-1).tolist() == images[3 * 784 :].tolist()
    assert heard[-1] == (download_size(Kmnist()), download_size(Kmnist()))
    assert available(Kmnist(), tmp_path)


@pytest.mark.parametrize(
    "content",
    [
        idx((2, 3), bytes(5)),
        idx((2, 3), bytes(50_000_000)),
        idx((3, 2), bytes(6)),
        b"no gzip at all",
        idx((2, 3), bytes(6))[:-9],
        b"",
    ],
    ids=["short", "bomb", "other shape", "no gzip", "cut", "empty"],
)
def test_a_strange_idx_file_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "strange.gz"
    path.write_bytes(content)
    tracemalloc.start()
    try:
        assert code_of(lambda: read_idx(path, (2, 3))) == "dataset_damaged"
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()


def archive(path: Path, members: dict[str, bytes]) -> Path:
    with tarfile.open(path, "w:gz", compresslevel=1) as tar:
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))
    return path


def batch(label: int) -> bytes:
    record = bytes([label]) + bytes([label * 10]) * (RECORD - 1)
    return record * RECORDS_PER_FILE


def test_cifar_is_read_from_its_binary_records(
    publish: Publish, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    members = {name: batch(number) for number, name in enumerate(TRAIN + TEST)}
    path = archive(tmp_path / "cifar.tar.gz", members | {"cifar-10-batches-bin/readme.html": b"hello"})
    monkeypatch.setattr(Cifar10, "files", (publish("cifar.tar.gz", path.read_bytes()),))
    arrays = load(Cifar10(), tmp_path / "cache")
    assert arrays["train"]["image"].shape == (50_000, 3, 32, 32)
    assert arrays["train"]["label"][::10_000].tolist() == [0, 1, 2, 3, 4]
    assert arrays["train"]["image"][20_000].tolist() == np.full((3, 32, 32), 20).tolist()
    assert set(arrays["test"]["label"].tolist()) == {5}


@pytest.mark.parametrize(
    "members",
    [
        {TEST[0]: bytes(100)},
        {TEST[0]: bytes(RECORD * RECORDS_PER_FILE + 1)},
        {f"../../{number}": b"x" for number in range(30)} | {TEST[0]: bytes(RECORD * RECORDS_PER_FILE)},
        {"large": bytes(RECORD * RECORDS_PER_FILE + 1), TEST[0]: bytes(RECORD * RECORDS_PER_FILE)},
        {"cifar-10-batches-bin/test_batch.bin/../x": bytes(10)},
    ],
    ids=["short", "long", "many", "large", "absent"],
)
def test_a_strange_archive_is_refused(members: dict[str, bytes], tmp_path: Path) -> None:
    path = archive(tmp_path / "strange.tar.gz", members)
    assert code_of(lambda: read_records(path, TEST)) == "dataset_damaged"
    assert [entry.name for entry in tmp_path.iterdir()] == ["strange.tar.gz"]


def test_what_is_no_archive_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "strange.tar.gz"
    path.write_bytes(b"\x1f\x8b" + bytes(100))
    assert code_of(lambda: read_records(path, TEST)) == "dataset_damaged"
