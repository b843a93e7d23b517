"""A tiny network in the app, against the same loop in plain PyTorch; and what trials pick, with what it gives."""

from __future__ import annotations

import statistics
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

from bench.rows import Row
from bench.studio import Message, Studio, studio, viewer

WANTED = 0.9
PAIRS = 5
STEPS = 20_000
EVERY = 500
"""Steps from one evaluation to the next, in both."""
BATCH, POINTS = 10, 1_000
PLAIN = Path(__file__).with_name("plain_tiny.py")
TOLD = ("lenet5_mnist", "resnet_small", "vgg_small", "inception_small")


def measure() -> list[Row]:
    """Turn by turn, so that a busy machine slows both; the middle ratio counts."""
    with studio() as started:
        rates = [(_in_app(started), _alone()) for _ in range(PAIRS)]
        picks = [_pick(started, preset) for preset in TOLD]
    ratio = statistics.median(app / alone for app, alone in rates)
    each = "; ".join(f"{app:,.0f} / {alone:,.0f}" for app, alone in rates)
    figure = f"{ratio:.3f}  ({each})"
    return [Row("steps/s of 2-8-8-8-2, app ÷ plain PyTorch", figure, "≥ 0.9", ratio >= WANTED), *picks]


def _document(started: Studio) -> Message:
    document: Message = started.http.get("/api/presets/moons").raise_for_status().json()
    nodes = document["networks"]["classifier"]["nodes"]
    nodes["linear_4"] = {"layer": nodes["linear_3"]["layer"], "position": {"x": 800, "y": 200}}
    nodes["linear_3"] = {"layer": nodes["linear_2"]["layer"], "position": {"x": 700, "y": 200}}
    nodes["tanh_3"] = {"layer": nodes["tanh_2"]["layer"], "position": {"x": 750, "y": 200}}
    order = ["input", "linear_1", "tanh_1", "linear_2", "tanh_2", "linear_3", "tanh_3", "linear_4", "output"]
    document["networks"]["classifier"]["edges"] = [
        {"source": source, "target": target} for source, target in pairwise(order)
    ]
    document["datasets"]["data"] |= {"count": POINTS}
    sgd = {"kind": "sgd", "learning_rate": 0.05, "momentum": 0.9}
    document["optimizers"]["classifier"] = {"optimizer": sgd, "schedule": {"kind": "constant"}}
    document["pace"] |= {
        "batch_size": BATCH,
        "length": {"kind": "steps", "steps": STEPS},
        "evaluations": {"kind": "every_steps", "steps": EVERY},
    }
    # All probes that find something.
    document["probes"] = None
    return document


def _in_app(started: Studio) -> float:
    with viewer(started) as watching:
        watching.watch(started.train(started.create(_document(started))))
        return float(watching.until_kind("run_finished")["samples_per_s"]) / BATCH


def _alone() -> float:
    done = subprocess.run(
        [sys.executable, PLAIN, *(str(each) for each in (STEPS, EVERY, BATCH, POINTS))],
        capture_output=True,
        text=True,
        check=True,
    )
    return float(done.stdout)


def _pick(started: Studio, preset: str) -> Row:
    """What a run of it computes with, and how much faster that is than the usual way."""
    document = started.http.get(f"/api/presets/{preset}").raise_for_status().json()
    experiment = started.create(document)
    with viewer(started) as watching:
        run = started.train(experiment)
        watching.watch(run)
        watching.until_kind("run_started")
        watching.order(run, kind="stop_run")
        watching.until_kind("run_stopped")
    ways = started.http.get(f"/api/experiments/{experiment['id']}/trial").raise_for_status().json()["ways"]
    told = "; ".join(
        f"{way['threads']} × {way['memory_format']} {way['samples_per_s']:,.0f}/s"
        f"{' (taken)' if way['taken'] else ''}"
        for way in ways
    )
    taken = next(way for way in ways if way["taken"])
    ratio = taken["samples_per_s"] / ways[0]["samples_per_s"]
    return Row(f"trial of {preset}", f"× {ratio:.2f}  ({told})", "≥ 1", ratio >= 1)
