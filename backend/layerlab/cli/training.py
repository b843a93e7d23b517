"""Headless training, told as it happens: a progress bar, or one JSON object a line."""

from __future__ import annotations

import math
import signal
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeRemainingColumn,
)

from layerlab.api.starts import keep_for_run
from layerlab.cli.documents import print_line
from layerlab.cli.starting import begun_with
from layerlab.datasets.base import Dataset
from layerlab.datasets.load import available, download_size, load
from layerlab.experiment.check import require_trainable, require_valid
from layerlab.experiment.document import Experiment
from layerlab.experiment.parts import datasets_of
from layerlab.kit.memory import spare_lasting_objects
from layerlab.kit.sentences import sentence
from layerlab.protocol.events import (
    Event,
    RunFailed,
    RunFinished,
    RunStarted,
    ScalarsRecorded,
)
from layerlab.protocol.metrics import Metric, Series
from layerlab.settings import Settings
from layerlab.worker.headless import train


def train_here(experiment: Experiment, as_json: bool, starts: list[str] | None = None) -> RunFailed | None:
    """Train to the end; what went wrong, if anything. `starts`: weights to begin with, in place of the document's.

    Raises LayerlabError for an unsound experiment, for weights that are not there, and for data that can't be fetched.
    """
    require_valid(experiment)
    require_trainable(experiment)
    spare_lasting_objects()
    settings = Settings.from_environment()
    cache, cores = settings.data / "cache", settings.cores if settings.tries else 0
    for dataset in datasets_of(experiment).values():
        if not available(dataset, cache):
            _fetch(dataset, cache, as_json)
    with _leaving_on_sigterm(), tempfile.TemporaryDirectory(prefix="layerlab-") as folder:
        if starts or experiment.start:
            experiment, chosen = begun_with(experiment, starts or [], settings, Path(folder))
            keep_for_run(Path(folder), chosen)
        if as_json:
            return train(experiment, folder=Path(folder), cache=cache, on_event=_tell_json, cores=cores)
        return _with_bar(experiment, Path(folder), cache, cores)


@contextmanager
def _leaving_on_sigterm() -> Iterator[None]:
    """A job that is ended takes its checkpoints with it, as one that is interrupted does."""

    def leave(*_: object) -> None:
        raise SystemExit(128 + signal.SIGTERM)

    before = signal.signal(signal.SIGTERM, leave)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _fetch(dataset: Dataset, cache: Path, as_json: bool) -> None:
    """Fetch a dataset before it is trained on, told as it comes."""
    total = download_size(dataset)
    if as_json:
        load(dataset, cache, _tell_fetched())
        return
    with Progress(TextColumn("fetching {task.description}"), BarColumn(), DownloadColumn()) as progress:
        task = progress.add_task(dataset.title, total=total)
        load(dataset, cache, lambda done, _: progress.update(task, completed=done))


def _tell_fetched() -> Callable[[int, int], None]:
    """Tells whole percents; pieces come far more often."""
    told = -1

    def tell(done: int, total: int) -> None:
        nonlocal told
        if (percent := 100 * done // max(1, total)) > told:
            told = percent
            print_line({"event": "fetching", "bytes": done, "total_bytes": total})

    return tell


def _with_bar(experiment: Experiment, folder: Path, cache: Path, cores: int) -> RunFailed | None:
    console = Console()
    ends: list[RunFinished] = []
    columns = (
        TextColumn("step"),
        MofNCompleteColumn(),
        BarColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.description}", markup=False),
    )
    with Progress(*columns, console=console) as progress:
        task = progress.add_task("", total=None)
        metrics: tuple[Metric, ...] = ()
        test = ""

        def show(event: Event) -> None:
            nonlocal metrics, test
            if isinstance(event, RunStarted):
                metrics = event.metrics
                progress.update(task, total=event.total_steps)
            elif isinstance(event, ScalarsRecorded):
                step, last = _last(event)
                if event.series == "evaluation":
                    test = f" · test {figures(metrics, event.series, last)}"
                else:
                    told = figures(metrics, event.series, last)
                    words = f"{told} · {event.samples_per_s:,.0f} samples/s{test}"
                    progress.update(task, completed=step, description=words)
            elif isinstance(event, RunFinished):
                progress.update(task, completed=event.step)
                ends.append(event)

        failure = train(experiment, folder=folder, cache=cache, on_event=show, cores=cores)
    for finished in ends:
        told = ", ".join(f"{name} {value:.4f}" for name, value in finished.metrics.items())
        console.print(f"{told}; {finished.samples_per_s:,.0f} samples/s", highlight=False)
    return failure


def figures(metrics: tuple[Metric, ...], series: Series, last: dict[str, float]) -> str:
    """`loss 0.1234, accuracy 97.50%`: what was measured. A share of one batch is too coarse to tell."""
    told = [
        metric
        for metric in metrics
        if metric.series == series
        and metric.name in last
        and metric.unit != "rate"
        and (series == "evaluation" or metric.unit != "share")
    ]
    return ", ".join(
        f"{metric.name} {last[metric.name]:{'.2%' if metric.unit == 'share' else '.4f'}}" for metric in told
    )


def _tell_json(event: Event) -> None:
    if isinstance(event, RunStarted):
        print_line(
            {
                "event": "started",
                "total_steps": event.total_steps,
                "steps_per_epoch": event.steps_per_epoch,
                "device": event.device,
                "exact": event.exact,
                "metrics": [metric.model_dump() for metric in event.metrics],
            }
        )
    elif isinstance(event, ScalarsRecorded):
        step, last = _last(event)
        told: dict[str, Any] = {"event": "progress" if event.series == "step" else "evaluated", "step": step}
        told |= {name: value if math.isfinite(value) else None for name, value in last.items()}
        if event.series == "step":
            told["samples_per_s"] = event.samples_per_s
        print_line(told)
    elif isinstance(event, RunFinished):
        print_line(
            {
                "event": "finished",
                "step": event.step,
                "metrics": event.metrics,
                "samples_per_s": event.samples_per_s,
                "reason": event.reason,
            }
        )
    elif isinstance(event, RunFailed):
        print_line(
            {
                "event": "failed",
                "step": event.step,
                "code": event.code,
                "params": event.params,
                "message": sentence(event.code, dict(event.params)),
            }
        )


def _last(event: ScalarsRecorded) -> tuple[int, dict[str, float]]:
    """The newest step of a flush and its values."""
    step = int(np.frombuffer(event.steps, "<i4")[-1])
    return step, {name: float(np.frombuffer(column, "<f4")[-1]) for name, column in event.columns.items()}
