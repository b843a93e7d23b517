"""How Python and the C library treat memory. It changes speed, never numbers."""

from __future__ import annotations

import ctypes
import gc
import os
import sys

M_TRIM_THRESHOLD = -1
M_MMAP_THRESHOLD = -3
M_ARENA_MAX = -8
ARENAS = 2
LARGEST_ON_HEAP_BYTES = 32 * 2**20
"""glibc takes no higher threshold."""
KEPT_BYTES = 256 * 2**20
SMALLEST_BY_ITSELF_BYTES = 64 * 2**10

TUNABLES, HUGE_PAGES = "GLIBC_TUNABLES", "glibc.malloc.hugetlb=1"


def ask_for_huge_pages() -> None:
    """Let the processes that this one starts keep their memory in pages of 2 MB, where the system has them.

    A step walks through megabytes, and a processor remembers the places of few pages: with 4 kB each, LeNet-5 trains
    about a twentieth slower. glibc reads the wish when a program begins, so it has to stand in the environment.
    """
    wishes = os.environ.get(TUNABLES, "")
    if sys.platform == "linux" and "glibc.malloc.hugetlb" not in wishes:
        os.environ[TUNABLES] = f"{wishes}:{HUGE_PAGES}" if wishes else HUGE_PAGES


def keep_freed_memory() -> None:
    """Keep what a step has freed for the next step.

    A step allocates and frees the same few megabytes each time. By default, glibc may hand them back to the system in
    between, and every page of them is then faulted in again: up to 300 faults a step, a twentieth of the training
    time, depending on where the last small object happens to lie. Does nothing on other C libraries.
    """
    _mallopt(M_MMAP_THRESHOLD, LARGEST_ON_HEAP_BYTES)
    _mallopt(M_TRIM_THRESHOLD, KEPT_BYTES)


def share_arenas() -> None:
    """Let all threads take their memory from the same places. For the server.

    By default nearly every thread has a place of its own, and keeps there what a large document took for a moment: a
    dozen threads keep a dozen times as much. Does nothing on other C libraries.
    """
    _mallopt(M_ARENA_MAX, ARENAS)


def give_back_freed_memory() -> None:
    """Let what is freed go back to the system. For a process that holds a lot for a moment, again and again.

    By default, glibc learns from the first large piece that is freed to keep them all, and a third of the memory stays
    lost between those that are in use. Does nothing on other C libraries.
    """
    _mallopt(M_MMAP_THRESHOLD, SMALLEST_BY_ITSELF_BYTES)


def _mallopt(option: int, value: int) -> None:
    if sys.platform != "linux":
        return
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        mallopt(option, value)


def spare_lasting_objects() -> None:
    """Tell Python's collector that all objects of now will last. For processes that live long, after their imports.

    A full collection walks through them all, and everything waits for it: with torch there are 300,000 of them, which
    takes 0.13 s of training every few seconds, and in a forked child it copies every page that they lie on. The server
    has half as many, and its viewers would see the pause.
    """
    gc.freeze()
