"""The decision surface, against asking the network by hand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
import torch
from torch import Tensor, nn

from layerlab.algorithms.supervised.fields import Supervised
from layerlab.algorithms.supervised.losses import BinaryCrossEntropy, CrossEntropy, MeanSquaredError
from layerlab.experiment.document import Experiment
from layerlab.experiment.offers import readable_probes, roles_read
from layerlab.experiment.presets.moons import moons
from layerlab.layers import AnyLayer
from layerlab.layers.dropout import Dropout
from layerlab.layers.input import Input
from layerlab.layers.linear import Linear
from layerlab.layers.output import Output
from layerlab.probes.surface import read as surface
from layerlab.probes.surface.fields import Surface
from layerlab.protocol.frames import SurfaceFrame
from layerlab.worker.session import Session, open_session
from support.experiments import adversaries, chain, on_points, on_rows, small


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


def reading(session: Session, role: str = "classifier", side: int = 16) -> SurfaceFrame:
    frame = surface.read(Surface(side=side), session.view(), role)
    assert frame is not None
    return frame


def values_in(frame: SurfaceFrame) -> npt.NDArray[np.float32]:
    return np.frombuffer(frame.values, "<f2").astype(np.float32).reshape(frame.side, frame.side)


def by_hand(network: nn.Module, frame: SurfaceFrame, scale: float = 1.0) -> Tensor:
    """The network's answers at the middle of each cell, one after the other. Shape: (side, side, answers)."""
    left, right, low, high = frame.bounds
    network.eval()
    rows = []
    for row in range(frame.side):
        for column in range(frame.side):
            x = left + (right - left) * (column + 0.5) / frame.side
            y = low + (high - low) * (row + 0.5) / frame.side
            with torch.no_grad():
                rows.append(network(torch.tensor([[x, y]], dtype=torch.float32) / scale)[0].cpu())
    network.train()
    return torch.stack(rows).reshape(frame.side, frame.side, -1)


def with_classifier(experiment: Experiment, **layers: AnyLayer) -> Experiment:
    return experiment.model_copy(update={"networks": {"classifier": chain(**layers)}})


def test_of_two_classes_it_tells_the_second(cache: Path) -> None:
    session = open_session(moons().model_copy(update={"device": "cpu"}), cache)
    frame = reading(session)
    expected = by_hand(session.state.networks["classifier"], frame).softmax(dim=2)[:, :, 1]
    assert (frame.categories, frame.winners) == (2, b"")
    np.testing.assert_allclose(values_in(frame), expected.numpy(), atol=5e-4)


def test_log_odds_are_told_as_the_same(cache: Path) -> None:
    session = open_session(on_points(BinaryCrossEntropy()), cache)
    frame = reading(session)
    expected = by_hand(session.state.networks["classifier"], frame).sigmoid()[:, :, 0]
    assert frame.categories == 2
    np.testing.assert_allclose(values_in(frame), expected.numpy(), atol=5e-4)


def test_of_more_classes_it_tells_the_one_that_wins() -> None:
    answers = torch.tensor([[0.0, 2.0, 1.0], [3.0, 0.0, 0.0]])
    categories, values, winners = surface.told("logits", answers)
    assert winners is not None
    assert (categories, winners.tolist()) == (3, [1, 0])
    assert values.tolist() == pytest.approx(answers.softmax(dim=1).amax(dim=1).tolist())


def test_of_numbers_it_tells_the_first(cache: Path) -> None:
    numbers = on_points(MeanSquaredError())
    numbers = numbers.model_copy(
        update={"algorithm": Supervised(input="data.point", target="data.point", loss=MeanSquaredError())}
    )
    session = open_session(
        with_classifier(numbers, input=Input(), linear_1=Linear(out_features=2), output=Output()), cache
    )
    frame = reading(session)
    expected = by_hand(session.state.networks["classifier"], frame)[:, :, 0]
    assert (frame.categories, frame.labels) == (0, b"")
    np.testing.assert_allclose(values_in(frame), expected.numpy(), rtol=1e-3, atol=1e-3)


def test_the_grid_is_scaled_as_the_points_are(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the units of the data set outside, as numbers around 0 in the network."""
    session = open_session(on_points(BinaryCrossEntropy()), cache)
    column = session.data.test["input"]
    scaled = replace(column.field, std=(4.0, 4.0))
    monkeypatch.setattr(column, "field", scaled)
    frame = reading(session)
    expected = by_hand(session.state.networks["classifier"], frame, scale=4.0).sigmoid()[:, :, 0]
    np.testing.assert_allclose(values_in(frame), expected.numpy(), atol=5e-4)


def test_dropout_is_off_while_it_is_read(cache: Path) -> None:
    session = open_session(
        with_classifier(
            on_points(BinaryCrossEntropy()),
            input=Input(),
            linear_1=Linear(out_features=8),
            dropout_1=Dropout(p=0.9),
            linear_2=Linear(out_features=1),
            output=Output(),
        ),
        cache,
    )
    session.state.networks["classifier"].train()
    assert reading(session) == reading(session)


def test_the_points_are_those_of_the_test_set(cache: Path) -> None:
    session = open_session(moons().model_copy(update={"device": "cpu"}), cache)
    frame = reading(session)
    stored = session.data.test["input"].stored
    points = np.frombuffer(frame.points, "<f4").reshape(-1, 2)
    np.testing.assert_array_equal(points, stored.numpy())
    labels = np.frombuffer(frame.labels, "<u2")
    np.testing.assert_array_equal(labels, session.data.test["target"].stored.numpy())
    left, right, low, high = frame.bounds
    width, height = np.ptp(points, axis=0)
    assert [left, low] == pytest.approx(points.min(axis=0) - 0.08 * np.array([width, height]), rel=1e-5)
    assert [right, high] == pytest.approx(points.max(axis=0) + 0.08 * np.array([width, height]), rel=1e-5)


def test_points_that_lie_in_one_place_have_room_around_them() -> None:
    assert surface.bounds_of(torch.tensor([[2.0, 1.0], [2.0, 3.0]])) == pytest.approx(
        (1.92, 2.08, 0.84, 3.16)
    )


def test_a_discriminator_has_one_and_a_generator_has_none(cache: Path) -> None:
    experiment = adversaries()
    assert roles_read(experiment, Surface()) == ["discriminator"]
    frame = reading(open_session(experiment, cache), "discriminator")
    assert (frame.role, frame.categories, frame.labels) == ("discriminator", 2, b"")
    assert len(frame.points) == 100 * 8


def test_it_is_read_where_two_numbers_enter_and_nowhere_else() -> None:
    assert "surface" in readable_probes(moons())
    assert "surface" in readable_probes(on_points(CrossEntropy()))
    assert "surface" not in readable_probes(small())
    assert "surface" not in readable_probes(on_rows(MeanSquaredError()))
