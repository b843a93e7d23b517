"""A real Layerlab server in a process of its own."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

READY_WITHIN_S = 60
STOPPED_WITHIN_S = 20

FAR_NAME = "lab.example.test"
"""Leads to this computer in the tests' browser, as a name in a network does."""


def free_port() -> int:
    """A TCP port that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


@dataclass
class LiveServer:
    """One started server: where it answers, its data folder and its process."""

    url: str
    data: Path
    log: Path
    process: subprocess.Popen[bytes]

    @classmethod
    def start(cls, data: Path, port: int | None = None, **environment: str) -> LiveServer:
        """Start a server on `data` and wait until it answers. `environment` adds settings."""
        port = port or free_port()
        data.mkdir(parents=True, exist_ok=True)
        log = data.with_name(f"{data.name}-server.log")
        command = [sys.executable, "-m", "layerlab", "serve", "--host", "127.0.0.1", "--port", str(port)]
        with log.open("ab") as output:
            process = subprocess.Popen(
                command,
                env=os.environ | {"LAYERLAB_DATA": str(data), "PYTHONUNBUFFERED": "1"} | environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        server = cls(f"http://127.0.0.1:{port}", data, log, process)
        server._wait_until_ready()
        return server

    def _wait_until_ready(self) -> None:
        deadline = time.monotonic() + READY_WITHIN_S
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                break
            try:
                with urllib.request.urlopen(f"{self.url}/api/health", timeout=5) as answer:
                    if answer.status == 200:
                        return
            except (urllib.error.URLError, OSError):
                time.sleep(0.05)
        self.kill()
        raise RuntimeError(f"the server did not answer:\n{self.log.read_text(errors='replace')[-4000:]}")

    def stop(self) -> None:
        """End as a user's Ctrl+C does; a server that hangs is killed and is an error."""
        if self.process.poll() is not None:
            return
        self.process.terminate()
        try:
            self.process.wait(STOPPED_WITHIN_S)
        except subprocess.TimeoutExpired:
            self.kill()
            raise

    def kill(self) -> None:
        """End at once, like a crash: kill -9 of the server process alone."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait(STOPPED_WITHIN_S)
