"""Training on the command line: told as JSON lines or drawn as a bar, ended, refused, failed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from cli.files import saved
from layerlab.cli import training
from layerlab.datasets.base import Dataset, RemoteFile
from layerlab.datasets.download import Progress
from layerlab.datasets.kmnist import Kmnist
from layerlab.protocol.metrics import CLASSIFIER, Metric
from support.experiments import small
from support.server import free_port


def test_train_tells_json_lines(layerlab: Any, tmp_path: Path) -> None:
    file = saved(tmp_path, small(train_limit=96))
    done = layerlab("train", file, "--epochs", "1", "--seed", "5", "--json")
    assert done.returncode == 0, done.stderr
    events = [json.loads(text) for text in done.stdout.splitlines()]
    assert events[0]["event"] == "started"
    assert [metric["name"] for metric in events[0]["metrics"] if metric["headline"]] == ["accuracy"]
    assert events[-1]["event"] == "finished"
    assert events[-1]["step"] == 3
    assert 0 <= events[-1]["metrics"]["test_accuracy"] <= 1
    assert events[-1]["samples_per_s"] > 0
    assert {event["event"] for event in events} == {"started", "progress", "evaluated", "finished"}


def test_train_refuses_in_json_too(layerlab: Any, tmp_path: Path) -> None:
    file = saved(tmp_path)
    wrong = "networks.classifier.nodes.linear_3.layer.out_features=12"
    done = layerlab("train", file, "--set", wrong, "--json")
    assert done.returncode == 1
    (line,) = done.stdout.splitlines()
    told = json.loads(line)
    assert (told["event"], told["problems"][0]["code"]) == ("refused", "wrong_output_size_linear")


@pytest.fixture
def unreachable(monkeypatch: pytest.MonkeyPatch) -> None:
    """The home of a dataset, on a port where nobody listens."""
    nobody = RemoteFile(f"http://127.0.0.1:{free_port()}/train", "0" * 32, 1000)
    monkeypatch.setattr(Kmnist, "files", (nobody,) * 4)


def test_data_that_can_not_be_fetched_is_told(layerlab: Any, unreachable: None) -> None:
    done = layerlab("train", "lenet5_mnist", "--set", "datasets.data.kind=kmnist")
    assert done.returncode == 1
    assert done.stderr == "KMNIST has to be fetched from 127.0.0.1, which can't be reached.\n"
    done = layerlab("train", "lenet5_mnist", "--set", "datasets.data.kind=kmnist", "--json")
    told = json.loads(done.stdout.splitlines()[-1])
    assert (told["event"], told["problems"][0]["code"]) == ("refused", "dataset_unavailable")


def test_fetching_is_told_as_it_comes(
    layerlab: Any, unreachable: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def load(dataset: Dataset, cache: Path, progress: Progress) -> None:
        for done in range(0, 4_001, 10):
            progress(done, 4_000)

    monkeypatch.setattr(training, "load", load)
    done = layerlab("train", "lenet5_mnist", "--set", "datasets.data.kind=kmnist")
    assert "fetching KMNIST" in done.stdout
    assert "4.0/4.0 kB" in done.stdout
    done = layerlab("train", "lenet5_mnist", "--set", "datasets.data.kind=kmnist", "--json")
    told = [json.loads(line) for line in done.stdout.splitlines()]
    fetched = [event["bytes"] for event in told if event["event"] == "fetching"]
    assert fetched == list(range(0, 4_001, 40)), "whole percents"


def test_the_bar_tells_what_is_declared() -> None:
    last = {"loss": 0.12344, "accuracy": 0.975, "learning_rate": 0.05}
    assert training.figures(CLASSIFIER, "step", last) == "loss 0.1234"
    assert training.figures(CLASSIFIER, "evaluation", last) == "loss 0.1234, accuracy 97.50%"
    other = (Metric(name="generator.loss"), Metric(name="r2", series="evaluation", headline=True))
    assert training.figures(other, "step", {"generator.loss": 1.0, "unsaid": 2.0}) == "generator.loss 1.0000"
    assert training.figures(other, "evaluation", {"r2": -0.5}) == "r2 -0.5000"


def test_train_draws_a_bar_and_the_seed_decides(layerlab: Any, tmp_path: Path) -> None:
    file = saved(tmp_path, small(train_limit=96))
    ends = [layerlab("train", file, "--epochs", "1", "--seed", seed).stdout for seed in ("1", "1", "2")]
    figures = [end.rpartition("train_loss")[2].partition(";")[0] for end in ends]
    assert figures[0] == figures[1] != figures[2]
    assert "test_accuracy" in figures[0]


@pytest.mark.skipif(sys.platform == "win32", reason="has other signals")
@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
def test_a_job_that_is_ended_leaves_nothing_behind(tmp_path: Path, end: signal.Signals) -> None:
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    places = {"LAYERLAB_DATA": str(tmp_path / "data"), "TMPDIR": str(temporary)}
    process = subprocess.Popen(
        [sys.executable, "-m", "layerlab", "train", "lenet5_mnist", "--epochs", "50", "--json"],
        env=os.environ | places,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # Whoever tests in the background may have it ignored.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    assert process.stdout
    while "progress" not in process.stdout.readline():
        assert process.poll() is None
    process.send_signal(end)
    _, said = process.communicate(timeout=60)
    assert (process.returncode, said) == (128 + end, "")
    assert list(temporary.glob("layerlab-*")) == []


def test_a_failed_run_exits_with_1(layerlab: Any, tmp_path: Path) -> None:
    file = saved(tmp_path, small(train_limit=320, epochs=3))
    done = layerlab(
        "train",
        file,
        "--set",
        "optimizers.classifier.optimizer.learning_rate=100",
        "--set",
        "seed=1",
        "--json",
    )
    last = json.loads(done.stdout.splitlines()[-1])
    assert (done.returncode == 1) == (last["event"] == "failed")
    assert last["event"] in {"failed", "finished"}
