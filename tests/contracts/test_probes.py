"""Every probe gives the frame that it declares, of a size that can be sent, and changes nothing of the run."""

from __future__ import annotations

from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
import torch
from pydantic import TypeAdapter

from layerlab.algorithms.supervised.losses import BinaryCrossEntropy, MeanSquaredError
from layerlab.experiment.offers import roles_read
from layerlab.kit.members import members
from layerlab.probes import AnyProbe
from layerlab.probes.base import Probe
from layerlab.probes.memory import ProbeMemory
from layerlab.probes.readers import READERS
from layerlab.probes.view import View
from layerlab.protocol import wire
from layerlab.protocol.frames import Frame
from layerlab.protocol.inputs import Sample
from layerlab.training.places import learning_rate_of
from layerlab.worker.checkpoint_capture import capture
from layerlab.worker.session import Session, open_session
from support.experiments import detector, forecaster, on_names, on_points, on_rows, small, writer

PROBES: dict[str, type[Probe]] = members(AnyProbe)
ADAPTER: TypeAdapter[Any] = TypeAdapter(Frame)
EXPERIMENTS = (
    small(),
    on_points(BinaryCrossEntropy()),
    on_rows(MeanSquaredError()),
    detector(),
    forecaster(MeanSquaredError()),
    on_names(),
    writer(),
)
"""Each probe finds something to read in one of them."""


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


def role_of(session: Session) -> str:
    """Its only network."""
    (role,) = session.state.networks
    return role


def view_of(session: Session, moment: str) -> View:
    """After one step, with all that a probe may ask for: the weights before it, a pinned input, an evaluation."""
    memory = ProbeMemory(pinned={role_of(session): Sample(index=7)})
    memory.keep_weights(session.state)
    session.algorithm.step(session.state, session.begin(1))
    session.state.step = 1
    memory.full_rate = session.settings.as_set(learning_rate_of(role_of(session)), 1)
    evaluation = session.algorithm.evaluate(session.state, session.data.test_batches())
    return session.view(evaluation if moment == "evaluation" else None, memory)


def session_for(kind: str, cache: Path) -> Session:
    probe = PROBES[kind]()
    return open_session(next(one for one in EXPERIMENTS if roles_read(one, probe)), cache)


def test_every_probe_has_its_reader() -> None:
    assert set(READERS) == set(PROBES)


@pytest.mark.parametrize("kind", PROBES)
def test_it_gives_the_frame_that_it_declares(kind: str, cache: Path) -> None:
    view = view_of(session_for(kind, cache), PROBES[kind].moment)
    frame = READERS[kind].read(PROBES[kind](), view, next(iter(view.state.networks)))
    hint = get_type_hints(READERS[kind].read)["return"]
    assert isinstance(frame, get_args(hint) or hint)
    assert frame is not None
    packed = wire.pack(frame)
    assert wire.unpack(ADAPTER, packed) == frame
    assert len(packed) < 2**20
    if hasattr(frame, "role"):
        assert frame.role in view.state.networks


@pytest.mark.parametrize("kind", PROBES)
def test_it_changes_no_bit(kind: str, cache: Path) -> None:
    session = session_for(kind, cache)
    view = view_of(session, PROBES[kind].moment)
    network = next(iter(view.state.networks.values()))
    gradients = [weight.grad.clone() for weight in network.parameters() if weight.grad is not None]
    before, random = capture(view.state), torch.get_rng_state()
    modes = [module.training for module in network.modules()]
    hooks = [len(module._forward_hooks) for module in network.modules()]
    READERS[kind].read(PROBES[kind](), view, next(iter(view.state.networks)))
    after = capture(view.state)
    assert before.keys() == after.keys()
    assert all(torch.equal(before[name], after[name]) for name in before)
    assert torch.equal(torch.get_rng_state(), random)
    assert [module.training for module in network.modules()] == modes
    assert [len(module._forward_hooks) for module in network.modules()] == hooks
    left = [weight.grad for weight in network.parameters() if weight.grad is not None]
    assert all(torch.equal(old, new) for old, new in zip(gradients, left, strict=True))
