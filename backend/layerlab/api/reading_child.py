"""The small process that reads large bodies: it knows documents, and neither torch nor the database nor the web."""

from __future__ import annotations

import gc
import importlib
import json
import pickle
import signal
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from layerlab.api import reckoning
from layerlab.api.check_bodies import CheckRequest, TargetsRequest
from layerlab.kit import strict_json
from layerlab.kit.errors import LayerlabError
from layerlab.kit.memory import give_back_freed_memory

READY = b"ready"
IDLE_S = 300.0
MORE_BYTES = 512 * 2**20
"""Of address space, beyond what it begins with. The worst body takes a tenth of it."""

RECKONED: dict[type[BaseModel], Callable[[Any, Any], BaseModel]] = {
    CheckRequest: reckoning.check,
    TargetsRequest: lambda body, _: reckoning.allowed_targets(body),
}
"""What is not only read here but answered."""


def serve(connection: Connection) -> None:
    """Answer one body after the other until none comes for some minutes, or the server is gone."""
    # Ctrl+C goes to the whole terminal; the server ends this process itself.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _bound_memory()
    give_back_freed_memory()
    gc.freeze()
    # A large document is a hundred thousand new objects at once: looking through them again and again, while they are
    # made, takes as long as making them. Here nobody waits while it is done between two bodies.
    gc.disable()
    try:
        connection.send_bytes(READY)
        while connection.poll(IDLE_S):
            connection.send_bytes(_answer(connection.recv_bytes(), connection.recv_bytes()))
            gc.collect()
    except (EOFError, OSError):
        return


def _answer(question: bytes, body: bytes) -> bytes:
    """The status in three digits, then JSON: an error, the answer, or the body as it was understood."""
    # A pipe from the server that made this process: no stranger can write to it, and the body comes by itself.
    named, samples = pickle.loads(question)
    module, _, name = named.partition(":")
    model: type[BaseModel] = getattr(importlib.import_module(module), name)
    try:
        read = reckoning.validated(model, strict_json.read(body))
        work = RECKONED.get(model)
        answer = work(read, samples) if work else read
    except LayerlabError as error:
        return f"{error.status}{json.dumps(error.as_json())}".encode()
    return f"200{answer.model_dump_json()}".encode()


def _bound_memory() -> None:
    if sys.platform != "linux":
        return
    import resource

    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    most = pages * resource.getpagesize() + MORE_BYTES
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
