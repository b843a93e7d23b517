"""What is asked of the allocator and the collector for the sake of speed."""

from __future__ import annotations

import os
import resource
import subprocess
import sys

import pytest
import torch

from layerlab.kit import memory

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="glibc's allocator")


@pytest.fixture
def tunables(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.delenv(memory.TUNABLES, raising=False)
    return monkeypatch


@linux_only
def test_huge_pages_are_asked_for_beside_the_users_own_wishes(tunables: pytest.MonkeyPatch) -> None:
    tunables.setenv(memory.TUNABLES, "glibc.malloc.check=0")
    memory.ask_for_huge_pages()
    memory.ask_for_huge_pages()
    assert os.environ[memory.TUNABLES] == f"glibc.malloc.check=0:{memory.HUGE_PAGES}"


@linux_only
def test_a_user_may_refuse_them(tunables: pytest.MonkeyPatch) -> None:
    tunables.setenv(memory.TUNABLES, "glibc.malloc.hugetlb=0")
    memory.ask_for_huge_pages()
    assert os.environ[memory.TUNABLES] == "glibc.malloc.hugetlb=0"


@linux_only
def test_freed_memory_serves_again() -> None:
    """Without the wish, each round gives its megabytes back and faults them in again."""
    memory.keep_freed_memory()
    _use_and_free()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _ in range(50):
        _use_and_free()
    assert resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before < 10_000  # else 77,000


def _use_and_free() -> None:
    for kilobytes in (300, 1_200, 4_800):
        torch.ones(kilobytes * 256)


def test_a_workers_imports_are_spared() -> None:
    code = "import gc, layerlab.worker.preload; print(gc.get_freeze_count())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert int(done.stdout) > 100_000
