"""Boxes and how good they are, held against the plainest way to reckon each: pairs, lists and loops."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from layerlab.algorithms.detection.precision import mean_average_precision
from layerlab.algorithms.detection.step import detection_losses
from layerlab.experiment.check import check_experiment
from layerlab.kit.sentences import sentence
from layerlab.probes.detections.read import found_in
from layerlab.probes.feature_maps import read as feature_maps
from layerlab.probes.feature_maps.fields import FeatureMaps
from layerlab.protocol.inputs import Sample
from layerlab.training.boxes import boxes_of, found_boxes, overlaps, surest
from layerlab.worker.session import open_session
from support.experiments import detector

Box = tuple[float, float, float, float]
Found = tuple[Box, int, float]
LEAST = [0.5, 0.75, 0.95]
SEEDS = st.integers(0, 2**31 - 1)


def iou(a: Box, b: Box) -> float:
    width = min(a[2], b[2]) - max(a[0], b[0])
    height = min(a[3], b[3]) - max(a[1], b[1])
    shared = max(width, 0.0) * max(height, 0.0)
    both = sum((x1 - x0) * (y1 - y0) for x0, y0, x1, y1 in (a, b)) - shared
    return shared / both


def suppressed(boxes: list[Box], most: float) -> list[bool]:
    """The surest first: each stays that shares no more than `most` with any that stayed before it."""
    kept: list[int] = []
    for at, box in enumerate(boxes):
        if all(iou(boxes[other], box) <= most for other in kept):
            kept.append(at)
    return [at in kept for at in range(len(boxes))]


def precision_of_class(
    found: list[tuple[int, Box, float]], true: dict[int, list[Box]], least: float
) -> float:
    """Of one class over all pictures: walk down the list, note precision and recall, add up the area."""
    free = {picture: list(boxes) for picture, boxes in true.items()}
    count, right, points = sum(map(len, true.values())), 0, [(0.0, 1.0)]
    for rank, (picture, box, _) in enumerate(sorted(found, key=lambda one: -one[2]), start=1):
        near = [other for other in free.get(picture, []) if iou(box, other) >= least]
        if near:
            free[picture].remove(max(near, key=lambda other: iou(box, other)))
            right += 1
        points.append((right / count, right / rank))
    area = 0.0
    for at in range(1, len(points)):
        best = max(precision for recall, precision in points[at:])
        area += (points[at][0] - points[at - 1][0]) * best
    return area


def some_boxes(random: np.random.Generator, count: int) -> np.ndarray:
    corners = random.uniform(0, 40, (count, 2))
    return np.concatenate([corners, corners + random.uniform(4, 24, (count, 2))], axis=1).astype(np.float32)


@settings(max_examples=40, deadline=None)
@given(SEEDS, st.floats(0.05, 0.95))
def test_only_the_surest_of_those_that_lie_on_each_other_stays(seed: int, most: float) -> None:
    random = np.random.default_rng(seed)
    boxes = np.stack([some_boxes(random, 12) for _ in range(3)])
    confidences = -np.sort(-random.uniform(0.1, 1, (3, 12)), axis=1)
    told = surest(torch.from_numpy(boxes), torch.from_numpy(confidences), most)
    for row, picture in zip(told, boxes, strict=True):
        assert row.tolist() == suppressed([tuple(map(float, box)) for box in picture], most)


@settings(max_examples=40, deadline=None)
@given(SEEDS, st.integers(1, 6), st.integers(1, 3))
def test_average_precision_is_the_area_under_precision_over_recall(
    seed: int, pictures: int, classes: int
) -> None:
    """Found boxes are true ones that were shifted, and some from nowhere."""
    random = np.random.default_rng(seed)
    boxes = np.stack([some_boxes(random, 4) for _ in range(pictures)])
    labels = random.integers(-1, classes, (pictures, 4))
    labels[0, 0] = 0
    shifted = boxes + random.normal(0, 1.5, boxes.shape).astype(np.float32)
    places = np.concatenate([shifted, np.stack([some_boxes(random, 3) for _ in range(pictures)])], axis=1)
    said = np.where(
        random.uniform(size=(pictures, 7)) < 0.7,
        np.concatenate([labels, labels[:, :3]], axis=1).clip(0),
        random.integers(0, classes, (pictures, 7)),
    )
    confidences = -np.sort(-random.uniform(0.01, 1, (pictures, 7)), axis=1)
    found = (torch.from_numpy(places), torch.from_numpy(said), torch.from_numpy(confidences))
    told = mean_average_precision(
        found, torch.from_numpy(boxes), torch.from_numpy(labels), torch.tensor(LEAST)
    )
    for least, value in zip(LEAST, told.tolist(), strict=True):
        there = sorted(set(labels[labels >= 0].tolist()))
        expected = []
        for label in there:
            true = {
                at: [tuple(map(float, boxes[at, place])) for place in np.flatnonzero(labels[at] == label)]
                for at in range(pictures)
            }
            mine = [
                (at, tuple(map(float, places[at, place])), float(confidences[at, place]))
                for at in range(pictures)
                for place in np.flatnonzero(said[at] == label)
            ]
            expected.append(precision_of_class(mine, true, least))
        assert value == pytest.approx(sum(expected) / len(expected), abs=1e-9)


@settings(max_examples=40, deadline=None)
@given(SEEDS)
def test_what_two_boxes_share_is_what_a_painted_canvas_says(seed: int) -> None:
    random = np.random.default_rng(seed)
    corners = random.integers(0, 30, (2, 2))
    boxes = np.concatenate([corners, corners + random.integers(1, 30, (2, 2))], axis=1)
    painted = np.zeros((2, 60, 60), bool)
    for canvas, (left, top, right, low) in zip(painted, boxes, strict=True):
        canvas[top:low, left:right] = True
    expected = (painted[0] & painted[1]).sum() / (painted[0] | painted[1]).sum()
    one, other = torch.from_numpy(boxes.astype(np.float32))
    assert overlaps(one, other).item() == pytest.approx(expected)


def a_perfect_answer(boxes: torch.Tensor, labels: torch.Tensor, cell: int, side: int) -> torch.Tensor:
    """What a network would have to answer for these boxes."""
    answers = torch.full((1, 15, side, side), -20.0)
    answers[:, 1:5] = 0
    for box, label in zip(boxes, labels, strict=True):
        if label < 0:
            continue
        column, row = (int((box[at] + box[at + 2]) / 2) // cell for at in (0, 1))
        middle = torch.tensor([column + 0.5, row + 0.5]) * cell
        answers[0, 0, row, column] = 20
        answers[0, 1:5, row, column] = torch.cat([middle - box[:2], box[2:] - middle]) / cell - 1
        answers[0, 5 + int(label), row, column] = 20
    return answers


def test_who_answers_perfectly_has_no_loss_and_finds_all() -> None:
    boxes = torch.tensor([[3.0, 4, 12, 20], [40, 40, 63, 63], [30, 2, 33, 10], [0, 0, 0, 0]])
    labels = torch.tensor([7, 0, 1, -1])
    answers = a_perfect_answer(boxes, labels, 8, 8)
    assert [part.item() for part in detection_losses(answers, boxes[None], labels[None], 8)] == pytest.approx(
        [0, 0, 0], abs=1e-4
    )
    places, classes, confidences = found_boxes(answers, 8, 0.5)
    kept = confidences[0] > 0.5
    found = {int(label): box.tolist() for label, box in zip(classes[0][kept], places[0][kept], strict=True)}
    assert found == {
        int(label): pytest.approx(box.tolist())
        for box, label in zip(boxes, labels, strict=True)
        if label >= 0
    }
    told = mean_average_precision(
        (places, classes, confidences), boxes[None], labels[None], torch.tensor(LEAST)
    )
    assert told.tolist() == [1, 1, 1]


def test_a_box_that_lies_apart_is_drawn_nearer() -> None:
    """The gradient points towards the true box before the two touch."""
    answers = torch.zeros(1, 15, 8, 8, requires_grad=True)
    boxes, labels = torch.tensor([[[50.0, 50, 60, 60]]]), torch.tensor([[3]])
    answers.data[0, 1:5, 6, 6] = torch.tensor([3.0, 3, -3, -3])
    assert overlaps(boxes_of(answers, 8)[0, 6 * 8 + 6], boxes[0, 0]).item() == 0
    _, box, _ = detection_losses(answers, boxes, labels, 8)
    (gradient,) = torch.autograd.grad(box, answers)
    right, low = gradient[0, 3:5, 6, 6]
    assert right < 0
    assert low < 0


def test_no_digit_at_all_is_no_fault() -> None:
    answers = torch.zeros(2, 15, 4, 4)
    none = torch.zeros(2, 4, 4), torch.full((2, 4), -1)
    objectness, box, label = detection_losses(answers, *none, 16)
    assert objectness.item() > 0
    assert box.item() == label.item() == 0


def test_what_must_leave_in_each_cell_is_said_in_words() -> None:
    experiment = detector()
    network = experiment.networks["detector"]
    node = network.nodes["conv2d_2"]
    ten = node.model_copy(update={"layer": node.layer.model_copy(update={"out_channels": 10})})
    wrong = network.model_copy(update={"nodes": {**network.nodes, "conv2d_2": ten}})
    (problem,) = check_experiment(experiment.model_copy(update={"networks": {"detector": wrong}})).problems
    assert problem.code == "wrong_cells"
    told = sentence(problem.code, problem.params)
    assert "needs 15×4×4: in each cell one objectness, four sides and 10 classes" in told
    assert "gives 10×4×4" in told


def test_the_tiles_tell_the_boxes_of_the_sample_that_they_show(tmp_path: Path) -> None:
    opened = open_session(detector(), tmp_path)
    frame = feature_maps.read(FeatureMaps(sample=3), opened.view(), "detector")
    assert frame.found is not None
    assert frame.found == found_in(opened.view(), "detector", Sample(index=3))
    assert (frame.found.sample, len(frame.found.counts)) == (3, 1)
