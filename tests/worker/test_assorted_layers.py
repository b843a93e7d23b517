"""Layers that draw random numbers, and modules of Layerlab's own: resumed and printed to the bit."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from layerlab.experiment.document import Experiment
from layerlab.kit.members import members
from layerlab.layers import AnyLayer
from layerlab.protocol.commands import StepRun
from layerlab.protocol.worker import Drain
from support.experiments import small
from support.networks import wired
from support.recorded import column, hexadecimal
from support.scripted_channel import carry_out
from support.scripts import losses_of_script, run_alone

LAYERS = members(AnyLayer)


def layer(kind: str, **fields: Any) -> Any:
    return LAYERS[kind](**fields)


def assorted() -> Experiment:
    """A residual branch, a split, a sequence, and every way to draw random numbers."""
    layers = {
        "input": layer("input"),
        "conv": layer("conv2d", out_channels=8, same=True, initialisation="he_normal"),
        "norm": layer("group_norm"),
        "prelu": layer("prelu"),
        "maps": layer("dropout2d", p=0.2),
        "branch": layer("conv2d", out_channels=8, same=True),
        "excite": layer("squeeze_excite"),
        "depth": layer("stochastic_depth"),
        "sum": layer("add"),
        "pool": layer("max_pool2d", kernel_size=(5, 5), stride=(4, 4), ceil_mode=True),
        "parts": layer("split", first=3),
        "silu": layer("silu"),
        "whole": layer("concat", axis="channels"),
        "noise": layer("noise", std=0.3),
        "steps": layer("reshape", sizes=(8, 49)),
        "time": layer("conv1d", out_channels=12, initialisation="truncated_normal", initial=0.2),
        "places": layer("positional_encoding", encoding="learnt", positions=6),
        "looks": layer("attention", heads=3, score="additive", causal=True),
        "again": layer("attention", heads=2),
        "row": layer("reshape", sizes=(72,)),
        "alpha": layer("alpha_dropout"),
        "scale": layer("scale"),
        "head": layer("linear", out_features=10, initialisation="orthogonal"),
        "output": layer("output"),
    }
    wires = ["input conv", "conv norm", "norm prelu", "prelu maps", "maps branch", "branch excite"]
    wires += ["excite depth", "maps sum", "depth sum", "sum pool", "pool parts", "parts.first silu"]
    wires += ["silu whole", "parts.rest whole", "whole noise", "noise steps", "steps time"]
    wires += ["time places", "places looks.query", "time again.key", "looks again.query", "again row"]
    wires += ["row alpha", "alpha scale", "scale head", "head output"]
    return small().model_copy(update={"networks": {"classifier": wired(layers, *wires)}})


def test_it_stops_and_goes_on_as_if_it_had_not(tmp_path: Path, cache: Path) -> None:
    whole = hexadecimal(column(carry_out(assorted(), tmp_path / "whole", cache), "loss"))
    assert len(whole) == 20
    carry_out(assorted(), tmp_path / "broken", cache, (StepRun(steps=7), Drain()))
    rest = hexadecimal(column(carry_out(assorted(), tmp_path / "broken", cache), "loss"))
    assert rest == {step: loss for step, loss in whole.items() if step > 7}


def test_the_script_gives_the_same_losses_without_layerlab(tmp_path: Path, cache: Path) -> None:
    app = hexadecimal(column(carry_out(assorted(), tmp_path / "run", tmp_path / "cache"), "loss"))
    assert losses_of_script(assorted(), tmp_path, run=run_alone) == app
