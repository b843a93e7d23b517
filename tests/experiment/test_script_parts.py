"""The printer's own rules: what a part needs comes before it, once; imports are those of what is printed."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar

import pytest

from layerlab.algorithms import AnyAlgorithm
from layerlab.algorithms.supervised.fields import Supervised
from layerlab.algorithms.supervised.losses import AnyLoss
from layerlab.datasets import AnyDataset
from layerlab.experiment import script
from layerlab.experiment.live_settings import live_settings
from layerlab.experiment.script.build import script_source
from layerlab.experiment.script.imports import import_lines
from layerlab.experiment.script.parts import (
    ScriptPart,
    SourcePlace,
    constant,
    definition,
    with_needs,
    written,
)
from layerlab.experiment.script.settings import PrintedSettings
from layerlab.kit.members import members
from layerlab.network.ends import Ends
from layerlab.training.data import EVALUATION_BATCH
from layerlab.training.fields import DataField
from layerlab.training.optimizers import Adam, Sgd
from layerlab.training.printed import Printed
from layerlab.training.role_optimizer import RoleOptimizer
from layerlab.training.roles import Role
from layerlab.training.schedules import Constant
from support.experiments import small
from support.golden_experiments import perceptron

FOLDER = Path(script.__file__).parent


def names(parts: list[ScriptPart]) -> list[str]:
    return [part.place.name if part.place else "" for part in parts]


def test_what_a_function_calls_is_printed_right_before_it_and_once() -> None:
    parts = [
        definition("training/order.py", "epoch_order"),
        definition("nn/initialise.py", "initialise"),
        definition("algorithms/supervised/classification.py", "evaluate_classifier"),
        definition("nn/seeding.py", "mix"),
    ]
    assert names(with_needs(parts)) == [
        "mix",
        "epoch_order",
        "initialise",
        "evaluation_mode",
        "evaluate_classifier",
    ]


def test_several_needs_come_file_by_file_and_a_name_is_followed_to_its_home() -> None:
    called = "use(Concat, Add, read_idx, fetch)\n"
    imports = "from layerlab.nn import Add, Concat\n"
    imports += "from layerlab.experiment.script.standalone import read_idx, fetch\n"
    assert written(called, imports).needs == (
        SourcePlace("experiment/script/standalone.py", "fetch"),
        SourcePlace("experiment/script/standalone.py", "read_idx"),
        SourcePlace("nn/add.py", "Add"),
        SourcePlace("nn/concat.py", "Concat"),
    )


def test_imports_are_those_that_a_text_uses_in_the_order_of_linters() -> None:
    declared = "\n".join(
        [
            "from torch import nn, Tensor",
            "import torch.nn.functional as F",
            "import torch",
            "import sys",
            "import urllib.request",
            "from os import path, PathLike, O_RDONLY",
            "import numpy as np",
        ]
    )
    text = "f(nn, Tensor, F, torch.e, urllib.request, path, PathLike, O_RDONLY)\n"
    assert import_lines([written(text, declared)]).splitlines() == [
        "from __future__ import annotations",
        "",
        "import urllib.request",
        "from os import O_RDONLY, PathLike, path",
        "",
        "import torch",
        "import torch.nn.functional as F",
        "from torch import Tensor, nn",
    ]


def test_a_constant_is_read_where_it_stands() -> None:
    assert constant("training/data.py", "EVALUATION_BATCH") == EVALUATION_BATCH


class Twins(Supervised):
    """Two networks that learn in turns: an algorithm of another shape than the first."""

    roles: ClassVar[tuple[Role, ...]] = (Role("first_twin"), Role("second_twin"))

    @property
    def printed(self) -> Printed:
        return Printed(
            tells="which twin is ahead",
            file="algorithms/supervised/classification.py",
            functions=("train_step",),
            step="loss = train_twins(first_twin, second_twin, first_twin_optimizer, second_twin_optimizer{settings})",
            evaluation="test_loss, gap = compare(first_twin, second_twin, test)",
            figures=("loss {loss.item():.4f}",),
            test_figures=("gap {gap:.3f}",),
        )

    def ends(self, parts: Mapping[str, DataField]) -> dict[str, Ends]:
        (same,) = super().ends(parts).values()
        return {role.name: same for role in self.roles}


class Pupil(Twins):
    """One learns, the other never does."""

    roles: ClassVar[tuple[Role, ...]] = (Role("first_twin"), Role("second_twin", optimised=False))


def script_of(algorithm: Supervised, **optimizers: RoleOptimizer) -> str:
    experiment = small()
    networks = {"first_twin": experiment.networks["classifier"], "second_twin": perceptron()}
    changed = experiment.model_copy(
        update={"networks": networks, "algorithm": algorithm, "optimizers": optimizers}
    )
    table = {
        "optimizers.first_twin.optimizer.learning_rate": {4: 0.1},
        "networks.first_twin.nodes.dropout_1.layer.p": {5: 0.6},
    }
    return script_source(PrintedSettings(changed, table), "twins.py")


@pytest.fixture(scope="module")
def twins() -> str:
    return script_of(
        Twins(),
        first_twin=RoleOptimizer(optimizer=Sgd(learning_rate=0.3), clip_norm=0.5),
        second_twin=RoleOptimizer(optimizer=Adam(), schedule=Constant()),
    )


def test_an_algorithm_of_two_roles_has_two_classes_and_two_optimizers(twins: str) -> None:
    classes = [node.name for node in ast.parse(twins).body if isinstance(node, ast.ClassDef)]
    assert classes == ["FirstTwin", "SecondTwin"]
    for role, other in (("first_twin", "FirstTwin"), ("second_twin", "SecondTwin")):
        assert f'    {role} = {other}()\n    initialise({role}, mix(SEED, "{role}"))\n' in twins
        kind, rate = ("SGD", "cosine") if role == "first_twin" else ("Adam", "constant")
        made = f"torch.optim.{kind}({role}.parameters(), lr={role.upper()}_LEARNING_RATE"
        assert f"    {role}_optimizer = {made}" in twins
        assert f'            group["lr"] = {rate}_rate(' in twins
        assert f"        for group in {role}_optimizer.param_groups:\n" in twins
    assert '{"first_twin": first_twin.state_dict(), "second_twin": second_twin.state_dict()}' in twins


def test_a_role_that_does_not_learn_has_no_optimizer() -> None:
    script = script_of(Pupil(), first_twin=RoleOptimizer())
    assert "    optimizer = torch.optim.SGD(first_twin.parameters(), " in script
    assert "    second_twin = SecondTwin()\n" in script
    assert "second_twin.parameters()" not in script


def test_an_algorithms_own_lines_stand_in_the_loop(twins: str) -> None:
    called = "train_twins(first_twin, second_twin, first_twin_optimizer, second_twin_optimizer"
    assert (
        f"        loss = {called}, first_twin_clip_norm=FIRST_TWIN_CLIP_NORM)\n        losses.append(loss)\n"
        in twins
    )
    assert (
        "            test_loss, gap = compare(first_twin, second_twin, test)\n            print(\n" in twins
    )
    assert 'f"step {step} of {total}  loss {loss.item():.4f}  gap {gap:.3f}  "' in twins
    assert "train, and tell which twin is ahead" in twins
    assert "LABEL_SMOOTHING" not in twins
    assert "evaluate_classifier" not in twins


def test_a_changed_layer_is_that_of_its_role(twins: str) -> None:
    assert (
        '        first_twin.dropout_1.p = value_at(step, 0.25, CHANGES["first_twin.dropout:dropout_1"])'
        in twins
    )
    assert '    "first_twin.learning_rate": {4: 0.1},' in twins


def test_the_printer_knows_no_kind() -> None:
    """Whatever belongs to one algorithm or data set is said by it."""
    kinds = {
        *members(AnyAlgorithm),
        *members(AnyDataset),
        *(role.name for role in Supervised.roles),
        *members(AnyLoss),
        *(live.path for live in live_settings(small())),
    }
    for path in FOLDER.glob("*.py"):
        written_down = {
            node.value
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        }
        assert not written_down & kinds, path.name
