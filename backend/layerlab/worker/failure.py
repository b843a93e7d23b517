"""From an exception to a reason that a user understands."""

from __future__ import annotations

from types import TracebackType

import torch

from layerlab.kit.errors import LayerlabError, is_disk_full
from layerlab.network.build import run_plan

Params = dict[str, str | int | float]

LONGEST = 300
RUNS_A_PLAN = run_plan.__code__


def reason(error: BaseException) -> tuple[str, Params]:
    """The code and the numbers of its sentence."""
    if isinstance(error, LayerlabError):
        return error.code, dict(error.params)
    node = _node(error.__traceback__)
    if _is_out_of_memory(error):
        return "out_of_memory", {"node": node}
    if is_disk_full(error):
        return "disk_full", {}
    # Without the path that an OSError tells: whoever holds a link reads this.
    words = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    message = {"error": type(error).__name__, "message": _one_line(words)}
    if node:
        return "layer_failed", {"node": node, **message}
    return "worker_failed", {**message}


def _is_out_of_memory(error: BaseException) -> bool:
    if isinstance(error, MemoryError | torch.OutOfMemoryError):
        return True
    # The CPU's allocator, and older backends, have no class of their own.
    return isinstance(error, RuntimeError) and any(
        words in str(error) for words in ("can't allocate memory", "not enough memory", "out of memory")
    )


def _node(traceback: TracebackType | None) -> str:
    """The node whose module was being called: the network's own frame knows it."""
    node = ""
    while traceback is not None:
        frame = traceback.tb_frame
        if frame.f_code is RUNS_A_PLAN:
            node = str(frame.f_locals.get("node", ""))
        traceback = traceback.tb_next
    return node


def _one_line(text: str) -> str:
    """Short, without line breaks or control characters."""
    clean = "".join(character if character.isprintable() else " " for character in text)
    return clean[:LONGEST]
