"""What probes read of layers while they learn, against a plain computation of the same."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from torch import nn

from layerlab.layers.conv2d import Conv2d
from layerlab.layers.flatten import Flatten
from layerlab.layers.input import Input
from layerlab.layers.linear import Linear
from layerlab.layers.output import Output
from layerlab.network.build import PlannedNetwork, build
from layerlab.network.plan import plan
from layerlab.probes.histograms import read as histograms
from layerlab.probes.histograms.fields import Histograms
from layerlab.probes.kernels import read as kernels
from layerlab.probes.kernels.fields import Kernels
from layerlab.probes.layer_health import read as layer_health
from layerlab.probes.layer_health.fields import LayerHealth
from layerlab.probes.memory import ProbeMemory
from layerlab.probes.pinned import read as pinned
from layerlab.probes.pinned.fields import Pinned
from layerlab.probes.saliency import saliency
from layerlab.probes.unit_activity import relu_behind, unit_activity
from layerlab.probes.view import View
from layerlab.protocol.frames import HistogramsFrame, NodeHealth
from layerlab.protocol.inputs import Pixels, Sample
from layerlab.worker.session import Session, open_session
from support.experiments import RATE, chain, small
from support.networks import ends, sample


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def session(cache: Path) -> Session:
    return open_session(small(), cache)


def network_of(session: Session) -> PlannedNetwork:
    network = session.state.networks["classifier"]
    assert isinstance(network, PlannedNetwork)
    return network


def one_step(session: Session, memory: ProbeMemory) -> View:
    memory.keep_weights(session.state)
    step = session.state.step + 1
    session.algorithm.step(session.state, session.begin(step))
    session.state.step = step
    memory.full_rate = session.settings.as_set(RATE, step)
    return session.view(memory=memory)


def health(view: View) -> dict[str, NodeHealth]:
    frame = layer_health.read(LayerHealth(), view, "classifier")
    assert frame is not None
    return {node.node: node for node in frame.nodes}


def test_health_is_the_gradient_and_the_true_step(session: Session) -> None:
    network = network_of(session)
    memory = ProbeMemory()
    one_step(session, memory)
    before = {name: weight.detach().clone() for name, weight in network.named_parameters()}
    found = health(one_step(session, memory))
    assert list(found) == ["conv2d_1", "batch_norm2d_1", "linear_1"]
    for node, told in found.items():
        child = network.get_submodule(node)
        gradient = torch.cat(
            [weight.grad.flatten() for weight in child.parameters() if weight.grad is not None]
        )
        old = torch.cat([before[f"{node}.{name}"].flatten() for name, _ in child.named_parameters()])
        new = torch.cat([weight.detach().flatten() for weight in child.parameters()])
        assert told.gradient_norm == pytest.approx(gradient.norm().item(), rel=1e-5)
        assert told.update_ratio == pytest.approx(((new - old).norm() / old.norm()).item(), rel=1e-4)
        assert told.fault == ""
    frame = layer_health.read(LayerHealth(), one_step(session, memory), "classifier")
    assert frame is not None
    # In warm-up: the third of five steps to the full rate.
    assert frame.rate_share == pytest.approx(3 / 5)


def test_without_the_weights_before_there_is_nothing_to_say(session: Session) -> None:
    memory = ProbeMemory()
    view = one_step(session, memory)
    session.state.step += 1
    assert layer_health.read(LayerHealth(), view, "classifier") is None
    assert layer_health.read(LayerHealth(), session.view(), "classifier") is None


def test_dead_units_are_those_that_fire_for_no_sample(session: Session) -> None:
    network, memory = network_of(session), ProbeMemory()
    view = one_step(session, memory)
    with torch.no_grad():
        norm = network.get_submodule("batch_norm2d_1")
        assert isinstance(norm, nn.BatchNorm2d)
        norm.bias[:3] = -100.0
        network.eval()
        images = (session.data.test["input"].stored[:64].float() / 255 - 0.2863) / 0.3540
        maps = torch.relu(norm(network.get_submodule("conv2d_1")(images)))
        network.train()
    expected = float((maps.amax(dim=(0, 2, 3)) == 0).float().mean())
    assert expected >= 0.75
    found = health(view)
    assert found["conv2d_1"].dead_share == found["batch_norm2d_1"].dead_share == expected
    assert found["linear_1"].dead_share == 0.0, "no ReLU follows"


def test_a_fault_is_named_once_it_has_held(session: Session) -> None:
    norm = network_of(session).get_submodule("batch_norm2d_1")
    assert isinstance(norm, nn.BatchNorm2d)
    with torch.no_grad():
        norm.bias[:] = -100.0
    memory = ProbeMemory()
    for step in range(1, 54):
        view = one_step(session, memory)
        if step % 10 == 1:
            fault = health(view)["batch_norm2d_1"].fault
            assert fault == ("dead_units" if step >= 51 else ""), step
    with torch.no_grad():
        norm.bias[:] = 1.0
    memory.at_rest = True
    assert health(one_step(session, memory))["batch_norm2d_1"].fault == "", "it was mended"
    with torch.no_grad():
        norm.bias[:] = -100.0
    assert health(one_step(session, memory))["batch_norm2d_1"].fault == "", "it has to hold anew"


@pytest.mark.parametrize(
    ("gradient", "ratio", "rate", "fault"),
    [
        (1.0, 1e-3, 0.1, None),
        (1e3, 1e-3, 0.1, "exploding_gradient"),
        (1.0, 0.5, 0.1, "update_too_large"),
        # About 1e-3 is healthy: one and a half decades to either side.
        (1.0, 0.05, 0.1, "update_too_large"),
        (1.0, 0.02, 0.1, None),
        (1.0, 5e-5, 0.1, None),
        (1.0, 2e-5, 0.1, "update_too_small"),
        (1.0, 2e-5, 0.05, None),
        (1e-6, 1e-3, 0.1, "vanishing_gradient"),
        (1.0, 1e-8, 0.1, "update_too_small"),
        (1.0, 1e-8, 0.1 * 1e-4, None),
        (1.0, 0.0, 0.0, None),
    ],
)
def test_what_speaks_for_a_fault(
    session: Session, gradient: float, ratio: float, rate: float, fault: str | None
) -> None:
    session.state.settings = {RATE: rate}
    share = layer_health._rate_share(session.view(memory=ProbeMemory(full_rate=0.1)), "classifier")
    told = NodeHealth(node="a", gradient_norm=gradient, update_ratio=ratio, dead_share=0, fault="")
    assert next(layer_health._suspicions(told, 1.0, share), None) == fault


def test_broken_weights_give_a_reading_all_the_same(session: Session) -> None:
    memory = ProbeMemory()
    view = one_step(session, memory)
    with torch.no_grad():
        network_of(session).get_submodule("linear_1").weight[0, 0] = float("nan")
    assert health(view)["linear_1"].update_ratio == pytest.approx(1e30)
    assert histograms.read(Histograms(), view, "classifier").nodes


def test_the_relu_behind_a_layer_is_found_through_what_changes_no_unit() -> None:
    experiment = small()
    network = build(plan(experiment.networks["classifier"], ends(sample(1, 28, 28))))
    walk = relu_behind(network)
    assert [walk(node) for node in ("conv2d_1", "batch_norm2d_1", "linear_1")] == ["relu_1", "relu_1", ""]


def spread(frame: HistogramsFrame, node: str, of: str) -> tuple[float, float, np.ndarray]:
    (found,) = (entry for entry in frame.nodes if (entry.node, entry.of) == (node, of))
    return found.low, found.high, np.frombuffer(found.counts, "<i4")


def test_histograms_count_activations_weights_and_gradients(session: Session) -> None:
    network = network_of(session)
    view = one_step(session, ProbeMemory())
    frame = histograms.read(Histograms(), view, "classifier")
    conv = network.get_submodule("conv2d_1")
    for of, values in (
        ("weights", [weight.detach() for weight in conv.parameters()]),
        ("gradients", [weight.grad for weight in conv.parameters() if weight.grad is not None]),
    ):
        row = torch.cat([value.flatten() for value in values]).double().cpu().numpy()
        low, high, counts = spread(frame, "conv2d_1", of)
        assert (low, high) == (row.min(), row.max())
        assert counts.tolist() == np.histogram(row, 31, (low, high))[0].tolist()
    network.eval()
    with torch.no_grad():
        images = (session.data.test["input"].stored[:64].float() / 255 - 0.2863) / 0.3540
        answers = network(images)[:8].flatten().double().cpu().numpy()
    network.train()
    low, high, counts = spread(frame, "linear_1", "activations")
    assert counts.sum() == 80
    assert (low, high) == (pytest.approx(answers.min(), rel=1e-5), pytest.approx(answers.max(), rel=1e-5))
    assert spread(frame, "conv2d_1", "activations")[2].sum() <= 8_192
    assert {entry.node for entry in frame.nodes} == {"input", *dict(network.named_children())}


def test_kernels_are_the_weights(session: Session) -> None:
    frame = kernels.read(Kernels(), session.view(), "classifier")
    assert frame is not None
    (node,) = frame.nodes
    weight = network_of(session).get_submodule("conv2d_1").weight
    assert isinstance(weight, nn.Parameter)
    assert (node.node, node.shape) == ("conv2d_1", (4, 1, 5, 5))
    read = np.frombuffer(node.values, np.int8).reshape(node.shape) / 127 * node.scale
    np.testing.assert_allclose(read, weight.detach().cpu().numpy(), atol=node.scale / 250)


def test_large_kernels_are_cut(session: Session) -> None:
    network = chain(
        input=Input(),
        wide=Conv2d(out_channels=70, kernel_size=(3, 3)),
        flatten_1=Flatten(),
        linear_1=Linear(out_features=10),
        output=Output(),
    )
    planned = build(plan(network, ends(sample(6, 4, 4), 10)))
    session.state.networks = {"classifier": planned}
    frame = kernels.read(Kernels(), session.view(), "classifier")
    assert frame is not None
    assert frame.nodes[0].shape == (70, 6, 3, 3)
    values = np.frombuffer(frame.nodes[0].values, np.int8).reshape(64, 4, 3, 3) / 127 * frame.nodes[0].scale
    np.testing.assert_allclose(
        values, planned.get_parameter("wide.weight")[:64, :4].detach().numpy(), atol=0.001
    )


def test_the_pinned_input_is_answered(session: Session) -> None:
    image = session.data.test["input"].stored[7]
    drawn = Pixels(pixels=image.cpu().numpy().tobytes())
    view = session.view(memory=ProbeMemory(pinned={"classifier": drawn}))
    frame = pinned.read(Pinned(), view, "classifier")
    network = network_of(session)
    network.eval()
    with torch.no_grad():
        expected = network((image[None].float() / 255 - 0.2863) / 0.3540)[0].softmax(0)
    network.train()
    assert frame is not None
    assert frame.probabilities == pytest.approx(expected.tolist(), rel=1e-4)
    assert pinned.read(Pinned(), session.view(), "classifier") is None


def test_saliency_is_the_gradient_of_the_highest_logit(session: Session) -> None:
    view = one_step(session, ProbeMemory())
    network = network_of(session)
    gradients = [weight.grad.clone() for weight in network.parameters() if weight.grad is not None]
    image = session.data.test["input"].stored[7]
    told = saliency(view, "classifier", Sample(index=7))
    assert told is not None
    top, found = told.top, told.gradient
    kept = [weight.grad for weight in network.parameters() if weight.grad is not None]
    assert all(torch.equal(a, b) for a, b in zip(kept, gradients, strict=True))
    assert all(module.training for module in network.modules())
    network.eval()
    inputs = ((image[None].float() / 255 - 0.2863) / 0.3540).requires_grad_()
    logits = network(inputs)[0]
    logits.max().backward()
    network.train()
    assert inputs.grad is not None
    assert (top, found.shape, found.node) == (int(logits.argmax()), (1, 28, 28), "input")
    read = np.frombuffer(found.values, np.int8).reshape(1, 28, 28) / 127 * found.scale
    np.testing.assert_allclose(read, inputs.grad[0].cpu().numpy(), atol=found.scale / 250)


def test_a_glance_is_shared_within_a_step(session: Session) -> None:
    view = one_step(session, ProbeMemory())
    assert unit_activity(view, "classifier") is unit_activity(view, "classifier")
    first = unit_activity(view, "classifier")
    session.state.step += 1
    assert unit_activity(view, "classifier") is not first
    assert all(not child._forward_hooks for child in network_of(session).children())


@pytest.mark.parametrize("value", [0.0, 1.0, 1e17, -3e30])
def test_values_that_are_all_the_same_stand_in_one_bin(value: float) -> None:
    told = histograms._histogram("tanh_1", "activations", torch.full((100,), value))
    counts = np.frombuffer(told.counts, "<i4")
    assert told.low < value < told.high
    assert (counts.sum(), counts.max()) == (100, 100)
