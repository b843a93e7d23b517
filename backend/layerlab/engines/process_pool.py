"""Where children come from: one is always warm, so that a run starts at once."""

from __future__ import annotations

import asyncio
import logging
import multiprocessing
import pickle
import sys
import threading
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkServerContext, SpawnContext
from multiprocessing.process import BaseProcess
from queue import SimpleQueue

from pydantic import TypeAdapter

from layerlab.engines import worker_process as child_side
from layerlab.kit.memory import ask_for_huge_pages
from layerlab.protocol import wire
from layerlab.protocol.worker import FromWorker, ToWorker
from layerlab.worker.assignment import Assignment
from layerlab.worker.onnx_order import OnnxOrder

log = logging.getLogger(__name__)

FROM_WORKER: TypeAdapter[FromWorker] = TypeAdapter(FromWorker)
MAX_MESSAGE_BYTES = 2**26
MAX_UNREAD = 256
EXIT_GRACE_S = 1.0
NEXT_AFTER_S = 0.5
"""The next spare is made when the run that took the last one has taken its first steps: it would slow them down."""


class WorkerProcess:
    """One process and both directions of its pipe, each with a thread: the loop never waits for a child."""

    def __init__(self, process: BaseProcess, connection: Connection, loop: asyncio.AbstractEventLoop) -> None:
        self._process = process
        self._connection = connection
        self._loop = loop
        self._outgoing: SimpleQueue[bytes | None] = SimpleQueue()
        self._incoming: asyncio.Queue[FromWorker | None] = asyncio.Queue()
        # A worker that floods waits in its own pipe, not in this process's memory.
        self._room = threading.Semaphore(MAX_UNREAD)
        self.gone = asyncio.Event()
        for name, target in (("reads", self._read), ("writes", self._write)):
            threading.Thread(target=target, name=f"child-{process.pid}-{name}", daemon=True).start()

    @property
    def pid(self) -> int:
        """The process id."""
        return self._process.pid or 0

    def assign(self, target: str, assignment: Assignment | OnnxOrder) -> None:
        """Make the warm process a worker."""
        self._outgoing.put(pickle.dumps((target, assignment)))

    def send(self, message: ToWorker) -> None:
        """Send a message; it is lost where the process is gone."""
        self._outgoing.put(wire.pack(message))

    async def receive(self) -> FromWorker | None:
        """The next message, in order; None once the process is gone."""
        message = await self._incoming.get()
        self._room.release()
        return message

    def kill(self) -> None:
        """End the process at once."""
        with suppress(OSError):
            self._process.kill()
        # The reader may be waiting for room that nobody makes any more.
        self._room.release(MAX_UNREAD)

    def _read(self) -> None:
        try:
            while self._connection in wait([self._connection, self._process.sentinel]):
                message = wire.unpack(FROM_WORKER, self._connection.recv_bytes(MAX_MESSAGE_BYTES))
                self._room.acquire()
                self._tell(message)
        except (EOFError, OSError):
            pass
        except ValueError:
            log.exception("worker %s sent what is no message", self.pid)
        self._process.join(EXIT_GRACE_S)
        with suppress(OSError):
            self._process.kill()
        self._process.join()
        self._outgoing.put(None)
        self._tell(None)

    def _tell(self, message: FromWorker | None) -> None:
        # The loop may be closed already when the last children end.
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._incoming.put_nowait, message)
            if message is None:
                self._loop.call_soon_threadsafe(self.gone.set)

    def _write(self) -> None:
        while (data := self._outgoing.get()) is not None:
            with suppress(OSError):
                self._connection.send_bytes(data)
        self._connection.close()


class ProcessPool:
    """Forks children from a server process that has torch loaded; where that can't be, keeps a spawned spare."""

    def __init__(self, preload: str, start_method: str = "") -> None:
        method = start_method or ("forkserver" if sys.platform == "linux" else "spawn")
        self._preload = preload
        self._context: ForkServerContext | SpawnContext
        ask_for_huge_pages()
        if method == "forkserver":
            self._context = multiprocessing.get_context("forkserver")
            self._context.set_forkserver_preload([preload] if preload else [])
        else:
            self._context = multiprocessing.get_context("spawn")
        self._spare: asyncio.Task[WorkerProcess] | None = None
        self._stopped = False

    def start(self) -> None:
        """Begin to warm up; `take` waits until that is done."""
        if self._spare is None and not self._stopped:
            self._spare = asyncio.create_task(self._start_one())

    async def take(self) -> WorkerProcess:
        """A warm child; the next one is begun soon."""
        while True:
            self.start()
            if self._spare is None:
                raise asyncio.CancelledError
            spare, self._spare = self._spare, None
            child = await spare
            asyncio.get_running_loop().call_later(NEXT_AFTER_S, self.start)
            if not child.gone.is_set():
                return child

    async def stop(self) -> None:
        """End the spare, and make no more. One that is still loading ends by itself."""
        self._stopped = True
        if self._spare is None:
            return
        if not self._spare.done():
            self._spare.cancel()
        elif self._spare.exception() is None:
            child = self._spare.result()
            child.kill()
            await child.gone.wait()

    async def _start_one(self) -> WorkerProcess:
        loop = asyncio.get_running_loop()
        made: asyncio.Future[WorkerProcess] = loop.create_future()

        def deliver(child: WorkerProcess | None, error: Exception | None) -> None:
            if child is not None and made.done():
                child.kill()
            elif child is not None:
                made.set_result(child)
            elif error is not None and not made.done():
                made.set_exception(error)

        def fork() -> None:
            child, error = None, None
            try:
                child = self._fork(loop)
            except (OSError, EOFError, RuntimeError) as fault:
                error = fault
            try:
                loop.call_soon_threadsafe(deliver, child, error)
            except RuntimeError:  # the loop has ended meanwhile
                if child is not None:
                    child.kill()

        # Not a thread of a pool: nobody should wait for it when the server ends while torch is being loaded.
        threading.Thread(target=fork, name="fork", daemon=True).start()
        return await made

    def _fork(self, loop: asyncio.AbstractEventLoop) -> WorkerProcess:
        ours, theirs = self._context.Pipe(duplex=True)
        process = self._context.Process(target=child_side.serve, args=(theirs, self._preload), daemon=True)
        process.start()
        theirs.close()
        return WorkerProcess(process, ours, loop)
