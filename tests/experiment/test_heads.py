"""A network with several answers: their losses are added by weight, and what is told is of the main one."""

from __future__ import annotations

from pathlib import Path

import torch
import torch.nn.functional as F  # noqa: N812  (PyTorch's own name for it)

from layerlab.algorithms.supervised.classification import train_step_with_heads
from layerlab.algorithms.supervised.fields import Supervised
from layerlab.algorithms.supervised.losses import MeanSquaredError
from layerlab.experiment.check import check_experiment
from layerlab.experiment.document import Experiment
from layerlab.experiment.export import export_pytorch
from layerlab.experiment.parts import ends_of
from layerlab.layers.block import UseBlock
from layerlab.layers.conv2d import Conv2d
from layerlab.layers.flatten import Flatten
from layerlab.layers.input import Input
from layerlab.layers.linear import Linear
from layerlab.layers.max_pool2d import MaxPool2d
from layerlab.layers.output import Output
from layerlab.layers.relu import Relu
from layerlab.network.build import build
from layerlab.network.document import Block
from layerlab.network.plan import plan
from layerlab.nn.initialise import initialise
from support.blocks import row
from support.experiments import small
from support.networks import wired
from support.scripts import losses_of_app, losses_of_script, run_alone


def with_head(weight: float = 0.3, classes: int = 10) -> Experiment:
    """A head half-way up, in a block of its own."""
    network = wired(
        {
            "input": Input(),
            "conv2d_1": Conv2d(out_channels=4, stride=(2, 2)),
            "relu_1": Relu(),
            "conv2d_2": Conv2d(out_channels=6, stride=(2, 2)),
            "flatten_1": Flatten(),
            "linear_1": Linear(out_features=10),
            "output": Output(),
            "a_head": UseBlock(block="head", arguments={"classes": classes}),
            "a_output": Output(weight=weight),
        },
        "input conv2d_1",
        "conv2d_1 relu_1",
        "relu_1 conv2d_2",
        "conv2d_2 flatten_1",
        "flatten_1 linear_1",
        "linear_1 output",
        "relu_1 a_head",
        "a_head a_output",
    )
    head = Block(
        network=row(max_pool2d_1=MaxPool2d(), flatten_1=Flatten(), linear_1=Linear()),
        parameters={"classes": 10},
        bindings={"linear_1.out_features": "classes"},
    )
    return small(label_smoothing=0.1, clip_norm=1.0).model_copy(
        update={"networks": {"classifier": network}, "blocks": {"head": head}}
    )


def test_a_script_with_heads_gives_the_losses_of_the_app(tmp_path: Path) -> None:
    experiment = with_head()
    app = losses_of_app(experiment, tmp_path)
    assert len(app) == 20
    assert losses_of_script(experiment, tmp_path, run=run_alone) == app
    script = export_pytorch(experiment)
    assert "train_step_with_heads(classifier, optimizer, inputs, targets, (1.0, 0.3)" in script
    assert "def train_step(" not in script


def test_the_losses_are_added_by_weight_and_the_main_one_is_told() -> None:
    experiment = with_head()
    network = build(
        plan(experiment.networks["classifier"], ends_of(experiment)["classifier"], "", experiment.blocks)
    )
    initialise(network, 1)
    x, y = torch.randn(8, 1, 28, 28), torch.randint(0, 10, (8,))
    main, head = network.train()(x)
    wanted = F.cross_entropy(main, y) + 0.3 * F.cross_entropy(head, y)
    expected = torch.autograd.grad(wanted, list(network.parameters()))
    before = [weight.detach().clone() for weight in network.parameters()]
    optimizer = torch.optim.SGD(network.parameters(), lr=1.0)
    loss, accuracy = train_step_with_heads(network, optimizer, x, y, (1.0, 0.3))
    assert torch.equal(loss, F.cross_entropy(main, y).detach())
    assert accuracy == (main.argmax(dim=1) == y).float().mean()
    for old, new, gradient in zip(before, network.parameters(), expected, strict=True):
        torch.testing.assert_close(old - new.detach(), gradient)


def test_heads_are_off_in_tests() -> None:
    experiment = with_head()
    network = build(
        plan(experiment.networks["classifier"], ends_of(experiment)["classifier"], "", experiment.blocks)
    )
    x = torch.randn(2, 1, 28, 28)
    main, _ = network.train()(x)
    assert torch.equal(network.eval()(x), main)
    assert network.plan.output == "output", "the first of the document, whatever the names"


def test_every_answer_must_be_one() -> None:
    found = check_experiment(with_head(classes=9)).problems
    assert [(problem.code, problem.where.node) for problem in found] == [
        ("wrong_output_size_linear", "a_output")
    ]


def test_a_loss_that_knows_one_answer_refuses_a_second() -> None:
    experiment = with_head().model_copy(
        update={"algorithm": Supervised(target="data.image", loss=MeanSquaredError())}
    )
    assert "two_outputs" in [problem.code for problem in check_experiment(experiment).problems]


def test_a_weight_that_is_as_usual_is_not_written_down() -> None:
    assert Output().model_dump() == {"kind": "output"}
    assert Output(weight=0.3).model_dump() == {"kind": "output", "weight": 0.3}
