"""What a process takes of this machine."""

from __future__ import annotations

import os
from pathlib import Path


def resident_mib(process: int) -> float:
    """Memory that is really there for it, from /proc."""
    lines = Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


def processor_s(process: int) -> float:
    """Seconds of a processor that it has taken so far, however busy the machine is."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
