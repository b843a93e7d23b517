"""What probes read, against a plain computation of the same."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
import torch.nn.functional as F  # noqa: N812  (PyTorch's own name for it)

from layerlab.algorithms.supervised.losses import BinaryCrossEntropy, MeanSquaredError
from layerlab.experiment.document import Experiment
from layerlab.probes.confusion_matrix import read as confusion_matrix
from layerlab.probes.confusion_matrix.fields import ConfusionMatrix
from layerlab.probes.feature_maps import read as feature_maps
from layerlab.probes.feature_maps.fields import FeatureMaps
from layerlab.probes.gradient_maps import read as gradient_maps
from layerlab.probes.gradient_maps.fields import GradientMaps
from layerlab.probes.histograms import read as histograms
from layerlab.probes.histograms.fields import Histograms
from layerlab.probes.predictions import read as predictions
from layerlab.probes.predictions.fields import Predictions
from layerlab.worker.session import Session, open_session
from support.experiments import adversaries, on_points, on_rows, small


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Session:
    opened = open_session(small(), tmp_path_factory.mktemp("cache"))
    opened.algorithm.step(opened.state, opened.batch(1))
    return opened


def test_an_answer_that_is_no_choice_between_classes_has_no_probabilities(tmp_path: Path) -> None:
    opened = open_session(adversaries(), tmp_path)
    frame = feature_maps.read(FeatureMaps(sample=3), opened.view(), "discriminator")
    assert (frame.nodes[-1].shape, frame.probabilities) == ((1,), ())


def test_a_generator_is_read_for_noise_that_is_always_the_same(tmp_path: Path) -> None:
    opened = open_session(adversaries(), tmp_path)
    before = torch.get_rng_state()
    frames = [feature_maps.read(FeatureMaps(), opened.view(), "generator") for _ in range(2)]
    assert torch.equal(torch.get_rng_state(), before)
    assert frames[0] == frames[1]
    assert frames[0].label == -1
    shapes = [node.shape for node in frames[0].nodes]
    assert (shapes[0], shapes[-1]) == ((opened.experiment.algorithm.model_dump()["latent"],), (2,))
    other = feature_maps.read(FeatureMaps(sample=1), opened.view(), "generator")
    assert other.nodes[0] != frames[0].nodes[0]
    told = histograms.read(Histograms(), opened.view(), "generator")
    assert {node.of for node in told.nodes} == {"activations", "weights"}


def test_feature_maps_are_the_values_of_every_node(session: Session) -> None:
    frame = feature_maps.read(FeatureMaps(sample=3), session.view(), "classifier")
    network = session.state.networks["classifier"]
    network.eval()
    with torch.no_grad():
        x = (session.data.test["input"].stored[3:4].float() / 255 - 0.2863) / 0.3540
        expected = {"input": x}
        for name, child in network.named_children():
            expected[name] = x = child(x)
        expected["output"] = x
    network.train()
    assert [node.node for node in frame.nodes] == list(expected)
    for node in frame.nodes:
        value = expected[node.node][0]
        assert node.shape == tuple(value.shape)
        read = np.frombuffer(node.values, np.int8).reshape(node.shape) / 127 * node.scale
        np.testing.assert_allclose(read, value.cpu().numpy(), atol=node.scale / 250)
        assert node.scale == pytest.approx(value.abs().max().item())
    assert frame.label == int(session.data.test["target"].stored[3])
    assert frame.probabilities == pytest.approx(x[0].softmax(0).tolist(), rel=1e-4)


def test_gradient_maps_are_those_of_the_samples_loss(session: Session) -> None:
    frame = gradient_maps.read(GradientMaps(sample=3), session.view(), "classifier")
    assert frame is not None
    network = session.state.networks["classifier"]
    network.eval()
    x = ((session.data.test["input"].stored[3:4].float() / 255 - 0.2863) / 0.3540).requires_grad_()
    values = {"input": x}
    for name, child in network.named_children():
        values[name] = x = child(x)
        x.retain_grad()
    values["output"] = x
    kept = [weight.grad for weight in network.parameters()]
    F.cross_entropy(x, session.data.test["target"].stored[3:4].long()).backward()
    for weight, gradient in zip(network.parameters(), kept, strict=True):
        weight.grad = gradient
    network.train()
    assert [node.node for node in frame.nodes] == list(values)
    for node in frame.nodes:
        expected = values[node.node].grad
        assert expected is not None
        assert node.shape == tuple(expected.shape[1:])
        read = np.frombuffer(node.values, np.int8).reshape(node.shape) / 127 * node.scale
        np.testing.assert_allclose(read, expected[0].cpu().numpy(), atol=node.scale / 250)
    surprise = -x[0].log_softmax(0)[frame.label]
    assert frame.loss == pytest.approx(surprise.item(), rel=1e-5)


def test_a_gradient_reading_leaves_the_weights_own_gradients(session: Session) -> None:
    network = session.state.networks["classifier"]
    before = [None if weight.grad is None else weight.grad.clone() for weight in network.parameters()]
    gradient_maps.read(GradientMaps(), session.view(), "classifier")
    for weight, gradient in zip(network.parameters(), before, strict=True):
        assert weight.grad is not None
        assert gradient is not None
        assert torch.equal(weight.grad, gradient)


def test_a_reading_changes_neither_modes_nor_random_numbers(session: Session) -> None:
    network = session.state.networks["classifier"]
    network.get_submodule("batch_norm2d_1").eval()
    flags = [module.training for module in network.modules()]
    before = {name: tensor.clone() for name, tensor in network.state_dict().items()}
    random = torch.get_rng_state()
    feature_maps.read(FeatureMaps(), session.view(), "classifier")
    gradient_maps.read(GradientMaps(), session.view(), "classifier")
    assert [module.training for module in network.modules()] == flags
    assert torch.equal(torch.get_rng_state(), random)
    assert all(torch.equal(tensor, before[name]) for name, tensor in network.state_dict().items())
    network.train()


def test_a_sample_past_the_end_starts_over(session: Session) -> None:
    view = session.view()
    assert feature_maps.read(FeatureMaps(sample=2003), view, "classifier").sample == 3


def test_more_than_64_channels_are_cut() -> None:
    wide = torch.arange(70.0).reshape(1, 70, 1, 1)
    (node,) = feature_maps.as_outputs({"wide": wide[0]})
    assert node.shape == (70, 1, 1)
    assert len(node.values) == 64


def test_broken_values_give_a_frame_all_the_same() -> None:
    values = torch.tensor([float("nan"), float("inf"), 1.0])
    zeros = torch.zeros(2)
    outputs = {"broken": values, "endless": values[1:], "silent": zeros}
    broken, endless, silent = feature_maps.as_outputs(outputs)
    assert (broken.scale, broken.values) == (-1.0, bytes(3))
    assert (endless.scale, endless.values) == (-2.0, bytes(2))
    assert (silent.scale, silent.values) == (0.0, bytes(2))


def test_the_confusion_matrix_counts_the_evaluation(session: Session) -> None:
    evaluation = session.algorithm.evaluate(session.state, session.data.test_batches())
    frame = confusion_matrix.read(ConfusionMatrix(), session.view(evaluation), "classifier")
    counts = np.frombuffer(frame.counts, "<i4").reshape(frame.rows, frame.columns)
    assert (frame.rows, frame.columns, frame.total) == (10, 10, 2000)
    expected = np.zeros((10, 10), int)
    for label, prediction in zip(
        session.data.test["target"].stored, evaluation.columns["predicted"], strict=True
    ):
        expected[int(label), int(prediction)] += 1
    assert counts.tolist() == expected.tolist()
    assert np.trace(counts) / 2000 == pytest.approx(evaluation.metrics["accuracy"])


def test_predictions_are_those_of_the_evaluation(session: Session) -> None:
    evaluation = session.algorithm.evaluate(session.state, session.data.test_batches())
    frame = predictions.read(Predictions(), session.view(evaluation), "classifier")
    network = session.state.networks["classifier"]
    network.eval()
    with torch.no_grad():
        logits = torch.cat([network(batch["input"]) for batch in session.data.test_batches()])
    network.train()
    p = logits.softmax(1)
    labels = session.data.test["target"].stored.long()
    assert np.frombuffer(frame.predicted, "<u2").tolist() == p.argmax(1).tolist()
    surprise = -p.gather(1, labels[:, None])[:, 0].log()
    np.testing.assert_allclose(np.frombuffer(frame.surprise, "<f2"), surprise.cpu().numpy(), rtol=2e-3)
    np.testing.assert_allclose(
        np.frombuffer(frame.probability, "u1"), 255 * p.amax(1).cpu().numpy(), atol=0.51
    )
    assert not network._forward_hooks


@pytest.mark.parametrize("experiment", [on_rows(MeanSquaredError()), on_points(BinaryCrossEntropy())])
def test_an_answer_that_is_no_scores_of_classes_has_no_probabilities(
    experiment: Experiment, tmp_path: Path
) -> None:
    """The softmax of one number is 1, whatever the number."""
    view = open_session(experiment, tmp_path).view()
    frame = feature_maps.read(FeatureMaps(), view, "classifier")
    assert frame.probabilities == ()
    (answer,) = (node for node in frame.nodes if node.node == "output")
    assert answer.shape == (1,)
