"""Writing to a database that may be locked or full for a while."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import Executor
from typing import TypeVar

from sqlalchemy.exc import OperationalError

from layerlab.kit.errors import LayerlabError

log = logging.getLogger(__name__)

T = TypeVar("T")

RETRY_S = 1.0


async def until_written(write: Callable[[], T], executor: Executor | None = None) -> T:
    """Do it in a thread, again and again while the disk is full or locked: what happened must not be lost."""
    loop = asyncio.get_running_loop()
    while True:
        try:
            return await loop.run_in_executor(executor, write)
        except OperationalError:
            log.exception("the database can't be written; trying again")
        except LayerlabError as error:
            if error.code != "database_busy":
                raise
            log.warning("the database is busy; trying again")
        await asyncio.sleep(RETRY_S)
