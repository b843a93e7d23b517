"""Large bodies are read by a process of their own, within bounds of time and memory."""

from __future__ import annotations

import multiprocessing
import pickle
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from pydantic import BaseModel

from layerlab.api import reading_child
from layerlab.api.reckoning import SpeedSample
from layerlab.kit.errors import LayerlabError

WITHIN_S = 5.0
"""For one body. The worst that is let through takes a tenth of a second; a busy computer is no fault of the sender."""
AGAIN_AFTER_S = 5.0
"""From one start to the next: a process takes a second to load."""


class ReadingProcess:
    """At most one process, begun when the first large body comes, and again where it has ended.

    Python runs one thread at a time: whatever is read in the server keeps everybody waiting there. Used from threads.
    """

    def __init__(self, is_used: bool = True) -> None:
        self._is_used = is_used
        self._lock = threading.Lock()
        self._process: BaseProcess | None = None
        self._connection: Connection | None = None
        self._is_ready = False
        self._begun_at = float("-inf")

    def answer(
        self, model: type[BaseModel], body: bytes, samples: Sequence[SpeedSample] = ()
    ) -> tuple[int, bytes] | None:
        """Status and JSON; None where no process can be had: then the server reads it itself.

        Raises LayerlabError `body_too_much_work` where the process takes too long over it, or dies of it.
        """
        with self._lock:
            if not self._is_used or not self._there():
                return None
            assert self._connection is not None
            assert self._process is not None
            # Not only the answer may stand still: one that has stopped does not take the body either.
            end = threading.Timer(WITHIN_S, self._process.kill)
            end.start()
            try:
                named = f"{model.__module__}:{model.__name__}"
                self._connection.send_bytes(pickle.dumps((named, tuple(samples))))
                # By itself: nothing copies it on the way.
                self._connection.send_bytes(body)
                told = self._connection.recv_bytes()
                return int(told[:3]), told[3:]
            except (EOFError, OSError):
                self._end()
            finally:
                end.cancel()
        raise LayerlabError("body_too_much_work", status=422)

    def stop(self) -> None:
        """End the process, if there is one, and make no more."""
        self._is_used = False
        with self._lock:
            self._end()

    def _there(self) -> bool:
        """Whether it can be asked. Where there is none it is begun, and who comes first waits a second for it."""
        if self._process is None or not self._process.is_alive():
            self._end()
            if time.monotonic() - self._begun_at < AGAIN_AFTER_S:
                return False
            self._begin()
        if not self._is_ready and self._connection is not None:
            with suppress(EOFError, OSError):
                self._is_ready = (
                    self._connection.poll(WITHIN_S) and self._connection.recv_bytes() == reading_child.READY
                )
        return self._is_ready

    def _begin(self) -> None:
        self._begun_at = time.monotonic()
        # Not forked: the server has threads, and what it holds is nothing for a process that reads strangers' bodies.
        context = multiprocessing.get_context("spawn")
        self._connection, theirs = context.Pipe(duplex=True)
        self._process = context.Process(target=reading_child.serve, args=(theirs,), daemon=True)
        with suppress(OSError):
            self._process.start()
        theirs.close()

    def _end(self) -> None:
        if self._connection is not None:
            self._connection.close()
        if self._process is not None and self._process.pid is not None:
            self._process.kill()
            self._process.join()
        self._process, self._connection, self._is_ready = None, None, False
