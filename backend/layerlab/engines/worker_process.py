"""The child's side: a warm process that waits to be told which run is its own."""

from __future__ import annotations

import ctypes
import importlib
import pickle
import signal
import sys
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path

from layerlab.worker.assignment import Assignment
from layerlab.worker.onnx_order import OnnxOrder

PR_SET_PDEATHSIG = 1


def serve(connection: Connection, preload: str) -> None:
    """Import `preload`, get ready, wait for (target, assignment), and be that worker.

    The server's end is the child's end.
    """
    # Ctrl+C goes to the whole terminal; the server drains its workers itself.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if preload:
        get_ready = getattr(importlib.import_module(preload), "get_ready", None)
        if get_ready is not None:
            get_ready()
    try:
        handed = connection.recv_bytes()
    except (EOFError, OSError):
        return
    # A pipe from the server that made this process: no stranger can write to it.
    target, assignment = pickle.loads(handed)
    work(target, assignment, connection)


def work(target: str, assignment: Assignment | OnnxOrder, connection: Connection) -> None:
    """Call `target`, a dotted name of the house such as `layerlab.worker.process:work`."""
    module, _, name = target.partition(":")
    _name_process(f"layerlab {name}")
    getattr(importlib.import_module(module), name)(assignment, connection)


def _name_process(name: str) -> None:
    """What `top` calls this process, so that whoever looks sees which one trains. Linux keeps 15 characters."""
    with suppress(OSError):
        Path("/proc/self/comm").write_text(name)
