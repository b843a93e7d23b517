"""The exported script stands on its own and gives the losses of the app, bit for bit."""

from __future__ import annotations

import ast
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from layerlab.algorithms.language_model.fields import LanguageModel
from layerlab.algorithms.supervised.fields import Supervised
from layerlab.algorithms.supervised.losses import CrossEntropy, Huber
from layerlab.datasets import AnyDataset
from layerlab.datasets.base import Dataset
from layerlab.datasets.fashion_mnist import FashionMnist
from layerlab.datasets.load import load
from layerlab.datasets.mnist import Mnist
from layerlab.experiment.document import Experiment
from layerlab.experiment.export import export_pytorch
from layerlab.experiment.parts import first_dataset
from layerlab.experiment.presets.lenet5_mnist import lenet5_mnist
from layerlab.experiment.script import standalone
from layerlab.experiment.script.data import local_data
from layerlab.kit.errors import LayerlabError
from layerlab.kit.members import members
from layerlab.layers.add import Add
from layerlab.layers.batch_norm2d import BatchNorm2d
from layerlab.layers.concat import Concat
from layerlab.layers.conv2d import Conv2d
from layerlab.layers.dropout import Dropout
from layerlab.layers.flatten import Flatten
from layerlab.layers.gru import Gru
from layerlab.layers.input import Input
from layerlab.layers.last_step import LastStep
from layerlab.layers.linear import Linear
from layerlab.layers.max_pool2d import MaxPool2d
from layerlab.layers.one_hot import OneHot
from layerlab.layers.output import Output
from layerlab.layers.relu import Relu
from layerlab.network.document import Network
from layerlab.settings import Settings, default_data_folder
from layerlab.training.optimizers import Adam, AdamW, RmsProp, Sgd
from layerlab.training.pace import Epochs, Pace, PerEpoch
from layerlab.training.role_optimizer import RoleOptimizer
from layerlab.training.schedules import (
    AnySchedule,
    Constant,
    Cosine,
    Exponential,
    MultiStep,
    OneCycle,
    StepDecay,
)
from support import repository
from support.device import DEVICE
from support.experiments import chain, detector, small
from support.networks import wired
from support.scripts import losses_of_app, losses_of_script, run_alone, run_here


def branched() -> Network:
    """Sums and stacks, and one value that is used twice."""
    return wired(
        {
            "input": Input(),
            "conv2d_1": Conv2d(out_channels=4, kernel_size=(5, 5), stride=(2, 2)),
            "batch_norm2d_1": BatchNorm2d(momentum=0.3),
            "relu_1": Relu(),
            "conv2d_2": Conv2d(out_channels=4, padding=(1, 1), groups=2, bias=False),
            "add_1": Add(),
            "max_pool2d_1": MaxPool2d(kernel_size=(3, 3), stride=(1, 1), padding=(1, 1)),
            "concat_1": Concat(),
            "dropout_1": Dropout(p=0.2),
            "flatten_1": Flatten(),
            "linear_1": Linear(out_features=10),
            "output": Output(),
        },
        *("input conv2d_1", "conv2d_1 batch_norm2d_1", "batch_norm2d_1 relu_1", "relu_1 conv2d_2"),
        *("conv2d_2 add_1", "relu_1 add_1", "add_1 max_pool2d_1", "max_pool2d_1 concat_1", "relu_1 concat_1"),
        *("concat_1 dropout_1", "dropout_1 flatten_1", "flatten_1 linear_1", "linear_1 output"),
    )


CASES = {
    "chain": small(),
    "branches": small().model_copy(update={"networks": {"classifier": branched()}}),
    "adam": small(optimizer=Adam(weight_decay=0.01), schedule=Constant(), epochs=1),
    "adamw": small(optimizer=AdamW(), epochs=1),
    "rmsprop": small(optimizer=RmsProp(momentum=0.5, centered=True), schedule=StepDecay(), epochs=3),
    "multi_step": small(schedule=MultiStep(milestones=(1, 2), factor=0.3), epochs=3),
    "exponential": small(schedule=Exponential(), label_smoothing=0.1),
    "one_cycle": small(schedule=OneCycle(), clip_norm=0.5),
    "early_stopping": small(
        optimizer=Sgd(learning_rate=0.5),
        schedule=Constant(),
        evaluations_per_epoch=5,
        early_stopping_patience=3,
        epochs=20,
    ),
    "nesterov": small(
        optimizer=Sgd(nesterov=True, weight_decay=1e-3),
        schedule=Cosine(warmup_steps=0, final_fraction=0.1),
        evaluations_per_epoch=3,
        batch_size=48,
        epochs=1,
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_the_script_gives_the_losses_of_the_app(case: str, tmp_path: Path) -> None:
    experiment = CASES[case]
    app = losses_of_app(experiment, tmp_path)
    assert len(app) >= 7
    assert losses_of_script(experiment, tmp_path) == app


def test_the_preset_gives_the_losses_of_the_app_where_layerlab_can_not_be_imported(tmp_path: Path) -> None:
    preset = lenet5_mnist()
    experiment = preset.model_copy(
        update={
            "datasets": {"data": Mnist(train_limit=1_280)},
            "device": DEVICE,
            "pace": Pace(length=Epochs(epochs=1), evaluations=PerEpoch(times=1)),
        }
    )
    app = losses_of_app(experiment, tmp_path)
    assert len(app) == 20
    assert losses_of_script(experiment, tmp_path, run_alone) == app


def test_steps_stop_early_and_keep_the_horizon(tmp_path: Path) -> None:
    experiment = small()
    data = str(local_data(first_dataset(experiment), tmp_path))
    script = export_pytorch(experiment)
    run_here(tmp_path, script, "--data", data, "--losses", "all.txt")
    run_here(tmp_path, script, "--data", data, "--losses", "some.txt", "--steps", "7")
    every = (tmp_path / "all.txt").read_text(encoding="utf-8").splitlines()
    assert (tmp_path / "some.txt").read_text(encoding="utf-8").splitlines() == every[:7]


def test_the_data_is_found_beside_the_script(tmp_path: Path) -> None:
    experiment = small(train_limit=32, epochs=1)
    place = local_data(first_dataset(experiment), tmp_path)
    assert place is not None
    (tmp_path / place.name).symlink_to(place)
    assert "step 1 of 1" in run_here(tmp_path, export_pytorch(experiment))


def test_the_data_is_found_where_layerlab_keeps_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    experiment = small(train_limit=32, epochs=1)
    load(first_dataset(experiment), tmp_path / "data" / "cache")
    monkeypatch.setenv("LAYERLAB_DATA", str(tmp_path / "data"))
    assert "step 1 of 1" in run_here(tmp_path, export_pytorch(experiment))


def test_a_script_looks_where_the_settings_say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAYERLAB_DATA", str(tmp_path))
    assert standalone.kept_data("mnist") == Settings.from_environment().data / "cache/datasets/mnist"
    monkeypatch.delenv("LAYERLAB_DATA")
    assert standalone.kept_data("mnist") == default_data_folder() / "cache/datasets/mnist"


def test_nobody_learns_where_a_script_was_made() -> None:
    script = export_pytorch(small())
    for place in (repository.ROOT, Path.home(), Path(sys.prefix)):
        assert str(place) not in script


@pytest.mark.parametrize(
    ("title", "name", "shown"),
    [
        ("LeNet-5 on MNIST", "", "python lenet_5_on_mnist.py --losses losses.txt"),
        ("认数字", "", "python '认数字.py'"),
        ("", "", "python experiment.py"),
        ("x", "my script.py", "python 'my script.py' --data FILE"),
        ("x", 'a"b\\c.py', "python 'a'b/c.py'"),
    ],
)
def test_a_script_names_itself(title: str, name: str, shown: str) -> None:
    script = export_pytorch(small().model_copy(update={"title": title}), name=name)
    assert shown in (ast.get_docstring(ast.parse(script)) or "")
    assert "train.py" not in script


IMPORTS = {"torch", "numpy", "__future__"} | set(sys.stdlib_module_names)


FLATTENED: dict[str, dict[str, Any]] = {
    "sequence": {"last_step_1": LastStep()},
    "tokens": {"one_hot_1": OneHot(), "last_step_1": LastStep()},
}
"""What stands before a linear layer where no flatten can."""


def trained_on(dataset: Dataset, schedule: AnySchedule) -> Experiment:
    """A network for what the data set itself proposes."""
    target = dataset.field(dataset.default_target)
    if target.value.kind == "boxes":
        optimizers = {"detector": RoleOptimizer(schedule=schedule)}
        return detector().model_copy(update={"datasets": {"data": dataset}, "optimizers": optimizers})
    if target.value.kind == "tokens":
        network = chain(
            input=Input(),
            one_hot_1=OneHot(),
            gru_1=Gru(hidden_size=8),
            linear_1=Linear(out_features=target.value.categories),
            output=Output(),
        )
        update = {
            "networks": {"writer": network},
            "datasets": {"data": dataset},
            "algorithm": LanguageModel(text=f"data.{dataset.default_target}", carry=target.goes_on),
            "optimizers": {"writer": RoleOptimizer(schedule=schedule)},
        }
        return lenet5_mnist().model_copy(update=update)
    loss = CrossEntropy() if target.value.kind == "label" else Huber()
    between: dict[str, Any] = FLATTENED.get(dataset.sample.kind, {"flatten_1": Flatten()})
    network = wired(
        {
            "input": Input(),
            **between,
            "linear_1": Linear(out_features=loss.answer(target).count()),
            "output": Output(),
        },
        *(f"{one} {other}" for one, other in pairwise(["input", *between, "linear_1", "output"])),
    )
    return lenet5_mnist().model_copy(
        update={
            "networks": {"classifier": network},
            "datasets": {"data": dataset},
            "algorithm": Supervised(
                input=f"data.{dataset.default_input}", target=f"data.{dataset.default_target}", loss=loss
            ),
            "optimizers": {"classifier": RoleOptimizer(schedule=schedule)},
        }
    )


SCHEDULES = {kind: cls() for kind, cls in members(AnySchedule).items()}
READ_BY_A_LINTER = [
    *((kind, "constant") for kind in members(AnyDataset)),
    *(("mnist", schedule) for schedule in SCHEDULES if schedule != "constant"),
]
"""A schedule prints the same lines whatever it is that is learnt."""


@pytest.mark.parametrize(("kind", "schedule"), READ_BY_A_LINTER)
def test_a_linter_has_nothing_to_say(kind: str, schedule: str, tmp_path: Path) -> None:
    dataset = members(AnyDataset)[kind]()
    experiment = trained_on(dataset, SCHEDULES[schedule])
    script = export_pytorch(experiment)
    for node in ast.walk(ast.parse(script)):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        assert {name.partition(".")[0] for name in names} <= IMPORTS
    path = tmp_path / "train.py"
    path.write_text(script, encoding="utf-8")
    command = [
        "ruff",
        "check",
        "--isolated",
        "--no-cache",
        "--select",
        "E,F,I,W,B,UP",
        "--line-length",
        "120",
    ]
    done = subprocess.run(
        [sys.executable, "-m", *command, str(path)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


@settings(max_examples=60, deadline=None, derandomize=True)
@given(title=st.text(max_size=60))
@example(title='"""; import os; """')
@example(title='ends in a quote"')
@example(title="ends in a backslash\\")
@example(title='\\"""\nimport os')
def test_a_title_is_only_ever_a_title(title: str) -> None:
    script = export_pytorch(small().model_copy(update={"title": title}))
    module = ast.parse(script)
    plain = ast.parse(export_pytorch(small()))
    assert [type(node) for node in module.body] == [type(node) for node in plain.body]


def test_an_unsound_experiment_has_no_script() -> None:
    with pytest.raises(LayerlabError):
        export_pytorch(Experiment(datasets={"data": FashionMnist()}))


def test_exporting_needs_no_torch() -> None:
    code = (
        "import sys; from layerlab.experiment.export import export_pytorch;"
        "from layerlab.experiment.presets.lenet5_mnist import lenet5_mnist; export_pytorch(lenet5_mnist());"
        "sys.exit('torch' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
