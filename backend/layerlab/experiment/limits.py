"""How much one run may take."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

MAX_STEPS = 10_000_000
"""SGD steps of one run."""
MAX_DOCUMENT_BYTES = 4 * 10**6
"""Size of a document as text."""
WHOLE_LOOK = (20_000_000, 2 * 10**9, 4_000_000)
"""Parameters, FLOPs and activations of a network that is shown before it has learnt anything: its weights are drawn
anew after every edit, and what its nodes give for one sample all goes to the browser."""
PART_LOOK = (150_000_000, 5 * 10**10, 100_000_000)
"""The same of one of which named nodes are shown, and of each no more than its tile draws: VGG-19 has 143,667,240
parameters and 39 GFLOPs, ResNet-152 gives the most numbers."""
MAX_ASIDE_FLOPS = 25 * 10**10
"""Of one question about gradients: a few seconds of one core."""

_UNKNOWN_BYTES = 64 * 10**9
_CGROUPS = (Path("/sys/fs/cgroup/memory.max"), Path("/sys/fs/cgroup/memory/memory.limit_in_bytes"))


@cache
def memory_limit() -> int:
    """Estimated bytes that one run may take: the memory of this machine, or of the container around this process."""
    return min([_physical_bytes(), *filter(None, map(_container_bytes, _CGROUPS))])


def _physical_bytes() -> int:
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, OSError, ValueError):
        # Not every system tells; then a run is bounded by what no desk has.
        return _UNKNOWN_BYTES


def _container_bytes(file: Path) -> int:
    """The limit in a control group's file; 0 where there is none."""
    try:
        text = file.read_text(encoding="ascii").strip()
    except OSError:
        return 0
    return int(text) if text.isdecimal() else 0
