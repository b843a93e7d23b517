"""Exported scripts, run beside the app: the losses of both, bit for bit."""

from __future__ import annotations

import contextlib
import io
import runpy
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from layerlab.experiment.document import Experiment
from layerlab.experiment.export import export_pytorch
from layerlab.experiment.parts import first_dataset
from layerlab.experiment.script.data import local_data
from layerlab.protocol.events import Event
from layerlab.protocol.metrics import falling
from layerlab.worker.headless import train
from support.recorded import column, hexadecimal

# Runs a script in a Python that refuses to import layerlab.
ALONE = """
import importlib.abc, runpy, sys

class Refuse(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == "layerlab":
            raise ImportError("layerlab is not here")

sys.meta_path.insert(0, Refuse())
for name in [name for name in sys.modules if name.partition(".")[0] == "layerlab"]:
    del sys.modules[name]
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
"""


def run_here(folder: Path, script: str, *options: str) -> str:
    """Run a script in this process, which has torch already. Gives what it printed."""
    path = folder / "train.py"
    path.write_text(script, encoding="utf-8")
    printed = io.StringIO()
    with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(printed):
        patch.setattr(sys, "argv", [str(path), *options])
        patch.chdir(folder)
        runpy.run_path(str(path), run_name="__main__")
    return printed.getvalue()


def run_alone(folder: Path, script: str, *options: str) -> str:
    """Run a script in a process of its own, where importing layerlab fails."""
    path = folder / "train.py"
    path.write_text(script, encoding="utf-8")
    command = [sys.executable, "-I", "-c", ALONE, str(path), *options]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout


def events_of_app(experiment: Experiment, tmp_path: Path) -> list[Event]:
    events: list[Event] = []
    failure = train(experiment, folder=tmp_path / "run", cache=tmp_path / "cache", on_event=events.append)
    assert failure is None
    return events


def losses_of_app(experiment: Experiment, tmp_path: Path) -> dict[int, str]:
    events = events_of_app(experiment, tmp_path)
    # What the run lowers first is what its script writes down.
    (first, *_) = falling(experiment.algorithm.metrics, "step")
    return hexadecimal(column(events, first.name))


def losses_of_script(
    experiment: Experiment, tmp_path: Path, run: Callable[..., str] = run_here, **export: Any
) -> dict[int, str]:
    dataset = first_dataset(experiment)
    place = () if dataset.is_made else ("--data", str(local_data(dataset, tmp_path / "cache")))
    script = export_pytorch(experiment, **export)
    run(tmp_path, script, *place, "--losses", "losses.txt")
    lines = (tmp_path / "losses.txt").read_text(encoding="utf-8").splitlines()
    return dict(enumerate(lines, start=1))
