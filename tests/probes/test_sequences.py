"""What is observed of networks that read sequences, and what they can be asked."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from layerlab.experiment.document import Experiment
from layerlab.experiment.inputs import require_fitting
from layerlab.experiment.offers import readable_probes_by_role
from layerlab.experiment.presets import PRESETS
from layerlab.kit.errors import LayerlabError
from layerlab.kit.members import members
from layerlab.layers import AnyLayer
from layerlab.layers.conv1d import Conv1d
from layerlab.layers.embedding import Embedding
from layerlab.layers.gru import Gru
from layerlab.layers.last_step import LastStep
from layerlab.layers.lstm import Lstm
from layerlab.layers.one_hot import OneHot
from layerlab.layers.relu import Relu
from layerlab.nn.lengths import unpadded
from layerlab.probes import AnyProbe
from layerlab.probes.by_depth import gradient_by_depth
from layerlab.probes.feature_maps.read import node_outputs
from layerlab.probes.inputs import entering
from layerlab.probes.memory import ProbeMemory
from layerlab.probes.readers import READERS
from layerlab.probes.saliency import saliency
from layerlab.probes.unit_activity import SPREAD_SAMPLES, spread, unit_activity
from layerlab.protocol.frames import NodeGradientsFrame, NodeOutputsFrame
from layerlab.protocol.inputs import Sample, Text
from layerlab.training.tokens import tokens_of
from layerlab.worker.session import Session, open_session
from support.experiments import on_names, on_recordings, small

EXPERIMENTS = {
    "recordings": on_recordings(Gru(hidden_size=8), LastStep()),
    "every_step": on_recordings(Lstm(hidden_size=12), every_step=True),
    "names": on_names(),
}


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


def stepped(experiment: Experiment, cache: Path) -> Session:
    session = open_session(experiment, cache)
    session.algorithm.step(session.state, session.begin(1))
    session.state.step = 1
    return session


@pytest.mark.parametrize("name", EXPERIMENTS)
def test_all_probes_read_what_they_say_they_can(name: str, cache: Path) -> None:
    session = stepped(EXPERIMENTS[name], cache)
    evaluation = session.algorithm.evaluate(session.state, session.data.test_batches())
    view = session.view(evaluation, ProbeMemory())
    told = {
        kind: READERS[kind].read(members(AnyProbe)[kind](), view, "classifier")
        for kind in readable_probes_by_role(EXPERIMENTS[name])["classifier"]
    }
    assert {"feature_maps", "gradient_maps", "confusion_matrix", "predictions", "histograms"} <= set(told)
    outputs, gradients = told["feature_maps"], told["gradient_maps"]
    assert isinstance(outputs, NodeOutputsFrame)
    assert isinstance(gradients, NodeGradientsFrame)
    assert sum(outputs.probabilities) == pytest.approx(1, abs=1e-5)
    assert all(node.scale >= 0 for node in (*outputs.nodes, *gradients.nodes))
    # Between two letters lies nothing, so that they have no gradient.
    assert ("input" in {node.node for node in gradients.nodes}) == (name != "names")


@pytest.mark.parametrize("name", EXPERIMENTS)
def test_the_gradient_by_depth_is_that_of_the_loss_at_the_ends(name: str, cache: Path) -> None:
    depth = gradient_by_depth(stepped(EXPERIMENTS[name], cache).view(), "classifier", 8)
    assert depth is not None
    assert 0 < depth.loss < 10
    assert np.frombuffer(depth.gradients, "<f4").min() > 0


def test_a_name_of_ones_own_is_read_as_the_data_are(cache: Path) -> None:
    session = stepped(EXPERIMENTS["names"], cache)
    view = session.view()
    names = view.samples("classifier").field.names
    own = "".join(names[token] for token in view.data.test["input"][5:6][0].tolist())
    batch = entering(view, "classifier", Text(text=own.upper()))
    assert batch.tolist() == view.data.test["input"][5:6].tolist()
    require_fitting(EXPERIMENTS["names"], "classifier", Text(text="x"))
    by_text = node_outputs(view, "classifier", Text(text=own))
    assert by_text.probabilities == node_outputs(view, "classifier", Sample(index=5)).probabilities
    assert node_outputs(view, "classifier", Text(text="x")).probabilities, "one letter is enough"
    speaks = saliency(view, "classifier", Text(text=own))
    assert speaks is not None
    assert speaks.gradient.shape == (len(own),)
    assert speaks.gradient.scale > 0
    with pytest.raises(LayerlabError, match="text_not_taken"):
        require_fitting(small(), "classifier", Text(text=own))


def test_tokens_that_a_byte_cannot_tell_apart_are_told_beside(cache: Path) -> None:
    names = stepped(on_names(), cache).view()
    assert node_outputs(names, "classifier", Sample(index=0)).nodes[0].tokens is None
    words = open_session(PRESETS["sentiment_product"].experiment(), cache).view()
    told = node_outputs(words, "classifier", Sample(index=3)).nodes[0].tokens
    assert told is not None
    tokens = np.frombuffer(told, "<i4")
    assert tokens.max() > 127
    assert tokens.tolist() == entering(words, "classifier", Sample(index=3))[0].tolist()


def test_the_spread_counts_no_padding(cache: Path) -> None:
    """Behind an embedding, a convolution with a stride and a layer over time: as many values as the sequences have."""
    window = Conv1d(out_channels=4, kernel_size=3, stride=2, padding=1)
    for experiment, units in (
        (on_recordings(window, Relu(), Gru(hidden_size=8), LastStep()), 8),
        (on_names(), None),
    ):
        view = stepped(experiment, cache).view()
        steps = unpadded(view.shown("classifier", 0, SPREAD_SAMPLES))[1]
        told = spread(view, "classifier")
        features = view.ends["classifier"].sample.shape[1:] or (1,)
        assert len(told["input"]) == int(steps.sum()) * features[0]
        if units is not None:
            shorter = (steps - 1) // 2 + 1
            assert len(told["gru_1"]) == int(shorter.sum()) * units
            fired = unit_activity(view, "classifier").fired
            assert {len(units) for units in fired.values()} == {4}


@pytest.mark.parametrize("first", [OneHot(), Embedding(features=4, rate=0.0)])
def test_letters_speak_for_a_class_whatever_reads_them(first: AnyLayer, cache: Path) -> None:
    session = stepped(on_names(first), cache)
    speaks = saliency(session.view(), "classifier", Text(text="abc"))
    assert speaks is not None
    assert speaks.gradient.shape == (3,)
    assert speaks.gradient.scale > 0
    assert not any(module._forward_hooks for module in session.state.networks["classifier"].modules())


def test_a_step_of_numbers_speaks_by_what_it_brings(cache: Path) -> None:
    """As a letter does: the gradient times what stands there, of all numbers of the step together."""
    view = stepped(EXPERIMENTS["recordings"], cache).view()
    speaks = saliency(view, "classifier", Sample(index=3))
    assert speaks is not None
    batch = view.data.test["input"][3:4].requires_grad_()
    logits = view.state.networks["classifier"].eval()(batch)[0]
    (gradient,) = torch.autograd.grad(logits[speaks.top], batch)
    brings = (gradient * batch).sum(dim=-1)[0].detach()
    told = np.frombuffer(speaks.gradient.values, "i1") / 127 * speaks.gradient.scale
    np.testing.assert_allclose(told, brings, atol=speaks.gradient.scale / 200)


def test_letters_are_composed_and_small_ones_stand_for_large_ones() -> None:
    assert tokens_of("Ae\u0301*", ("□", "a", "é")) == [1, 2, 0]
