"""Writing to a database that may be locked or full for a while."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from concurrent.futures import Executor
from typing import TypeVar

from sqlalchemy.exc import OperationalError

from layerlab.kit.errors import LayerlabError
from layerlab.store.faults import is_full

log = logging.getLogger(__name__)

T = TypeVar("T")

RETRY_S = 1.0
SAY_EVERY_S = 60.0


class Sayings:
    """What is tried every second is told once a minute, by whomever it is tried."""

    def __init__(self) -> None:
        self._said: dict[str, float] = {}

    def say(self, words: str) -> None:
        """Log it, unless that was done a moment ago."""
        now = time.monotonic()
        if now - self._said.get(words, float("-inf")) >= SAY_EVERY_S:
            self._said[words] = now
            log.warning("%s", words)


_sayings = Sayings()


async def until_written(
    write: Callable[[], T], executor: Executor | None = None, on_full: Callable[[], None] = lambda: None
) -> T:
    """Do it in a thread, again and again while the disk is full or locked: what happened must not be lost.

    `on_full` is called after each attempt that found no room.
    """
    loop = asyncio.get_running_loop()
    while True:
        try:
            return await loop.run_in_executor(executor, write)
        except OperationalError as error:
            say_why(error)
            if is_full(error):
                on_full()
        except LayerlabError as error:
            if error.code != "database_busy":
                raise
            _sayings.say("the database is busy; trying again")
        await asyncio.sleep(RETRY_S)


def say_why(error: OperationalError) -> None:
    """One line a minute: why nothing can be written."""
    if is_full(error):
        _sayings.say("the disk is full: what happens to runs can't be written down; trying again")
    else:
        _sayings.say(f"the database can't be written ({str(error.orig).splitlines()[0]}); trying again")
