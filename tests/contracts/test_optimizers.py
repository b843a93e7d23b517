"""Every optimizer is PyTorch's own of that name, with the document's values."""

from __future__ import annotations

import copy
import importlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch
from torch import nn
from torch.optim import Optimizer

from layerlab.kit.members import members
from layerlab.network.source import call_source
from layerlab.protocol.commands import StepRun
from layerlab.protocol.worker import Drain
from layerlab.training.construct import optimizer
from layerlab.training.optimizers import AnyOptimizer
from support.experiments import small
from support.recorded import column, hexadecimal
from support.scripted_channel import carry_out
from support.scripts import losses_of_script

OPTIMIZERS: dict[str, Any] = members(AnyOptimizer)
SAME_BY_ANY_WAY = {"foreach", "fused"}
"""How it is computed, not what."""


def five_steps(network: nn.Module, made: Optimizer) -> list[torch.Tensor]:
    generator = torch.Generator().manual_seed(0)
    for _ in range(5):
        inputs = torch.randn(8, 6, generator=generator)
        made.zero_grad()
        network(inputs).square().mean().backward()
        made.step()
    return [weight.detach().clone() for weight in network.parameters()]


@pytest.mark.parametrize("kind", OPTIMIZERS)
def test_five_steps_are_those_of_pytorch(kind: str) -> None:
    call = OPTIMIZERS[kind]().call()
    room, _, name = call.target.rpartition(".")
    torchs: type[Optimizer] = getattr(importlib.import_module(room), name)
    torch.manual_seed(0)
    ours = nn.Sequential(nn.Linear(6, 4), nn.Tanh(), nn.Linear(4, 3))
    theirs = copy.deepcopy(ours)
    plain = {name: value for name, value in call.arguments.items() if name not in SAME_BY_ANY_WAY}
    before = [weight.detach().clone() for weight in ours.parameters()]
    made = optimizer(call, ours.parameters())
    assert type(made) is torchs
    left = five_steps(ours, made)
    right = five_steps(theirs, torchs(theirs.parameters(), **plain))
    for old, mine, its in zip(before, left, right, strict=True):
        assert not torch.equal(old, mine)
        torch.testing.assert_close(mine, its, rtol=1e-5, atol=1e-7)


@pytest.mark.parametrize("kind", OPTIMIZERS)
def test_what_is_left_out_of_a_step_changes_no_bit(kind: str) -> None:
    call = OPTIMIZERS[kind]().call()
    torch.manual_seed(0)
    ours = nn.Sequential(nn.Linear(6, 4), nn.Tanh(), nn.Linear(4, 3))
    theirs = copy.deepcopy(ours)
    made = optimizer(call, ours.parameters())
    assert "step" in vars(made), "PyTorch names its own step otherwise now: see construct.py"
    left = five_steps(ours, made)
    room, _, name = call.target.rpartition(".")
    plain = getattr(importlib.import_module(room), name)(theirs.parameters(), **call.arguments)
    right = five_steps(theirs, plain)
    assert all(torch.equal(mine, its) for mine, its in zip(left, right, strict=True))
    assert made.state_dict()["param_groups"] == plain.state_dict()["param_groups"]
    made.zero_grad()
    assert all(weight.grad is None for weight in ours.parameters())


@pytest.mark.parametrize("kind", OPTIMIZERS)
def test_every_field_reaches_pytorch(kind: str) -> None:
    """A field that is written nowhere in the call would be a knob without a wire."""
    default = OPTIMIZERS[kind]()
    for name, field in type(default).model_fields.items():
        if name != "kind":
            other = not field.default if field.annotation is bool else field.default / 2 + 0.003
            assert default.model_copy(update={name: other}).call() != default.call(), name


@pytest.mark.parametrize("kind", OPTIMIZERS)
def test_the_way_it_is_computed_is_named(kind: str) -> None:
    """Each way has other last bits, and PyTorch's choice differs from release to release."""
    assert "foreach" in OPTIMIZERS[kind]().call().arguments


@pytest.mark.parametrize("kind", OPTIMIZERS)
def test_what_is_printed_is_what_is_built(kind: str) -> None:
    """What a person leaves out is what PyTorch takes by itself."""
    call = OPTIMIZERS[kind]().call()
    assert set(call.defaults) <= set(call.arguments)
    for arguments in (call.arguments, call.arguments | call.defaults):
        weights = [nn.Parameter(torch.zeros(1))]
        said = replace(call, arguments=arguments)
        # The text comes from Layerlab's own printer: running it is the point of the test.
        printed = eval(call_source(said, "weights"), {"torch": torch, "weights": weights})
        assert printed.defaults == optimizer(said, weights).defaults


@pytest.mark.parametrize("kind", OPTIMIZERS)
def test_a_run_stops_goes_on_and_is_printed_to_the_bit(kind: str, tmp_path: Path) -> None:
    experiment = small(optimizer=OPTIMIZERS[kind](), train_limit=160)
    cache = tmp_path / "cache"
    whole = hexadecimal(column(carry_out(experiment, tmp_path / "whole", cache), "loss"))
    carry_out(experiment, tmp_path / "broken", cache, (StepRun(steps=3), Drain()))
    rest = hexadecimal(column(carry_out(experiment, tmp_path / "broken", cache), "loss"))
    assert rest == {step: loss for step, loss in whole.items() if step > 3}
    assert losses_of_script(experiment, tmp_path) == whole
