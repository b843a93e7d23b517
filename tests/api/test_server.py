"""The real server: one for a data folder, without torch, quick to end, silent about secrets."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import msgpack
import pytest
from websockets import Origin
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from layerlab.main import _listen
from support.server import LiveServer, free_port


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    started = LiveServer.start(tmp_path_factory.mktemp("server") / "data", LAYERLAB_ACCESS_LOG="1")
    yield started
    started.stop()


def test_a_second_server_on_the_same_folder_is_refused(server: LiveServer) -> None:
    command = [sys.executable, "-m", "layerlab", "serve", "--port", str(free_port())]
    second = subprocess.run(
        [*command, "--data", str(server.data)], capture_output=True, text=True, timeout=60, check=False
    )
    assert second.returncode != 0
    assert str(server.data) in second.stderr
    assert str(server.process.pid) in second.stderr
    assert "Traceback" not in second.stderr
    assert httpx.get(f"{server.url}/api/health").status_code == 200


def test_a_wrong_setting_is_named(tmp_path: Path) -> None:
    wrong = subprocess.run(
        [sys.executable, "-m", "layerlab", "serve"],
        env=os.environ | {"LAYERLAB_DATA": str(tmp_path), "LAYERLAB_ALLOWED_HOSTS": "*"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert wrong.returncode != 0
    assert "LAYERLAB_ALLOWED_HOSTS" in wrong.stderr
    assert "Traceback" not in wrong.stderr


def test_a_taken_port_is_told(tmp_path: Path, server: LiveServer) -> None:
    port = server.url.rpartition(":")[2]
    command = [sys.executable, "-m", "layerlab", "serve", "--port", port, "--data", str(tmp_path)]
    taken = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert taken.returncode != 0
    assert "Traceback" not in taken.stderr


@pytest.mark.skipif(not Path("/proc/self/maps").exists(), reason="reads the process's libraries from /proc")
def test_torch_never_enters_the_servers_process(server: LiveServer) -> None:
    with httpx.Client(base_url=server.url) as client:
        experiment = client.post("/api/experiments", json={"preset": "lenet5_mnist"}).json()["id"]
        run = client.post(f"/api/experiments/{experiment}/runs", json={"revision": 1}).json()["id"]
        with connect(f"ws{server.url[4:]}/api/live", max_size=None) as live:
            live.send(msgpack.packb({"type": "watch", "run": run}))
            while msgpack.unpackb(live.recv(timeout=150)).get("event", {}).get("kind") != "scalars_recorded":
                pass
            live.send(msgpack.packb({"type": "order", "id": 1, "run": run, "command": {"kind": "stop_run"}}))
            while msgpack.unpackb(live.recv(timeout=150))["type"] != "accepted":
                pass
        assert client.get(f"/api/experiments/{experiment}/export").status_code == 200
        assert client.get("/api/datasets/mnist/samples").status_code == 200
    maps = Path(f"/proc/{server.process.pid}/maps").read_text(encoding="utf-8")
    assert "libtorch" not in maps


def test_the_shipped_data_is_prepared_before_anyone_presses_train(server: LiveServer) -> None:
    prepared = server.data / "cache" / "datasets"
    deadline = time.monotonic() + 60
    while not all((prepared / kind).is_dir() for kind in ("mnist", "fashion_mnist")):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_secrets_do_not_reach_the_log(server: LiveServer) -> None:
    with httpx.Client(base_url=server.url) as client:
        experiment = client.post("/api/experiments", json={"preset": "lenet5_mnist"}).json()["id"]
        secret = client.post(f"/api/experiments/{experiment}/shares").json()["secret"]
        client.get(f"/s/{secret}")
        client.get(f"/s/{secret}?lang=zh")
        client.get(f"/s//{secret}")
        client.get(f"/api/shared/{secret}")
        client.get(f"/api/shared/{secret}/export")
        client.get("/api/%1b%5b31m" + "x" * 2_000)
        client.get("/api/the-end")
    with server.log.open(encoding="utf-8") as file:
        log = ""
        while "the-end" not in log:
            log += file.readline()
    assert secret not in log
    assert log.count("/s/…") == 2
    assert log.count("/s//…") == 1
    assert log.count("/api/shared/…") == 2
    assert "\x1b" not in log
    assert max(map(len, log.splitlines())) < 1_100


def test_a_refused_websocket_is_no_error_of_ours(server: LiveServer) -> None:
    before = server.log.stat().st_size
    with pytest.raises(InvalidStatus) as refused:
        connect(f"ws{server.url[4:]}/api/live", origin=Origin("http://evil.example"))
    assert refused.value.response.status_code == 403
    httpx.get(f"{server.url}/api/after-the-refusal")
    with server.log.open(encoding="utf-8") as file:
        file.seek(before)
        log = ""
        while "after-the-refusal" not in log:
            log += file.readline()
    assert "ERROR" not in log
    assert len(log.splitlines()) <= 2, "one line at most, and the one of the request after it"


def test_answers_leave_at_once() -> None:
    with _listen("127.0.0.1", 0) as listener, socket.create_connection(listener.getsockname()):
        accepted, _ = listener.accept()
        with accepted:
            for each in (listener, accepted):
                assert each.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
