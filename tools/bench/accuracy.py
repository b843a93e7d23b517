"""What ready experiments reach: LeNet-5 in two epochs, and the small ResNet as it stands, each from three seeds."""

from __future__ import annotations

import json
import resource
import subprocess
import sys

from bench.rows import Row

WANTED = 0.985
SEEDS = (0, 1, 2)
RESNET_WANTED, RESNET_S = 0.89, 120.0
"""Of the test set, and so many seconds of processor time on one core."""


def measure() -> list[Row]:
    """By the command line, one after the other."""
    reached = [_trained("lenet5_mnist", "--epochs", "2", "--seed", str(seed)) for seed in SEEDS]
    figure = ", ".join(f"{value:.2%}" for value in reached)
    lenet = Row("LeNet-5, MNIST, 2 epochs: test accuracy", figure, "each ≥ 98.5 %", min(reached) >= WANTED)
    began = _processor_s()
    resnet = [_trained("resnet_small", "--seed", str(seed), "--set", "threads=1") for seed in SEEDS]
    seconds = (_processor_s() - began) / len(SEEDS)
    figure = f"{', '.join(f'{value:.2%}' for value in resnet)}; {seconds:.0f} s of processor time each"
    return [
        lenet,
        Row(
            "small ResNet, Fashion-MNIST (10,000), one core: test accuracy",
            figure,
            "each ≥ 89 % in ≤ 120 s",
            min(resnet) >= RESNET_WANTED and seconds <= RESNET_S,
        ),
    ]


def _trained(preset: str, *options: str) -> float:
    command = [sys.executable, "-m", "layerlab", "train", preset, "--json", *options]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    last = json.loads(done.stdout.splitlines()[-1])
    return float(last["metrics"]["test_accuracy"])


def _processor_s() -> float:
    """Of all that was started from here and has ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
