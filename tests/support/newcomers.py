"""Toy newcomers, one of each family: the files that its recipe names, and what is said in those that are there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from support import repository

HEAD = '"""A newcomer."""\n\nfrom __future__ import annotations\n\n'


@dataclass(frozen=True)
class Newcomer:
    """What someone writes who adds a member of a family. Paths are those of the package."""

    files: dict[str, str]
    """Files of its own."""
    lines: dict[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    """Files that are there: what a line is, and what it becomes."""

    @property
    def touched(self) -> set[str]:
        """Every file of the package that it needs."""
        return set(self.files) | set(self.lines)

    def move_in(self, folder: Path) -> Path:
        """A copy of the package with it; gives the folder to import from."""
        package = folder / "layerlab"
        ignored = shutil.ignore_patterns("static", "__pycache__", "*.npz", "*.csv")
        shutil.copytree(repository.PACKAGE, package, ignore=ignored)
        for shipped in (repository.PACKAGE / "datasets" / "data").glob("*.*"):
            place = package / "datasets" / "data" / shipped.name
            if not place.exists():
                place.symlink_to(shipped)
        for name, text in self.files.items():
            path = package / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        for name, edits in self.lines.items():
            path = package / name
            text = path.read_text(encoding="utf-8")
            for line, edited in edits:
                assert text.count(line) == 1, f"{line!r} in {name}"
                text = text.replace(line, edited)
            path.write_text(text, encoding="utf-8")
        return folder


def run(folder: Path, *arguments: str) -> str:
    """Python with the copy in place of the package. Gives what it printed."""
    paths = os.pathsep.join([str(folder), str(repository.ROOT / "tests")])
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=repository.ROOT,
        env=os.environ | {"PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout[-3_000:] + done.stderr[-3_000:]
    return done.stdout


def _import(module: str, name: str, before: str) -> tuple[str, str]:
    return before, f"from {module} import {name}\n{before}"


LAYER = Newcomer(
    {
        "layers/swish.py": HEAD
        + '''from typing import ClassVar, Literal

from layerlab.kit.call import Call
from layerlab.kit.values import Value
from layerlab.layers.base import Family, Given, Layer


class Swish(Layer):
    """Lets a value through the more the larger it is."""

    family: ClassVar[Family] = "act"
    bead: ClassVar[bool] = True

    kind: Literal["swish"] = "swish"

    def infer(self, given: Given) -> Value:
        return given.one

    def call(self, given: Given) -> Call:
        return Call("nn.SiLU")
''',
    },
    {
        "layers/__init__.py": (
            _import("layerlab.layers.swish", "Swish", "from layerlab.layers.tanh import Tanh\n"),
            ("    | Output,\n", "    | Swish\n    | Output,\n"),
        )
    },
)

DATASET = Newcomer(
    {
        "datasets/stripes.py": HEAD
        + '''from typing import Any, ClassVar, Literal

import numpy as np
from numpy.typing import NDArray

from layerlab.datasets.base import Columns, Dataset, Fetch, Origin
from layerlab.kit.values import Split, Value
from layerlab.training.fields import DataField


class Stripes(Dataset):
    """Numbers of which the even ones are one class and the odd ones the other."""

    kind: Literal["stripes"] = "stripes"
    title: ClassVar[str] = "Stripes"
    attribution: ClassVar[str] = "Stripes, made by Layerlab"
    default_input: ClassVar[str] = "row"
    default_target: ClassVar[str] = "label"
    origin: ClassVar[Origin] = Origin(file="", format="own", reader="stripes")
    seed: int = 0

    def data_fields(self) -> tuple[DataField, ...]:
        row = DataField("row", Value("vector", (3,)), stored="float32")
        return row, DataField("label", Value("label", categories=2), names=("even", "odd"))

    def splits(self) -> dict[Split, int]:
        return {"train": 64, "test": 16}

    @property
    def recipe(self) -> str:
        return f"{self.seed!r}"

    def read(self, fetch: Fetch) -> Columns:
        train_rows, train_labels, test_rows, test_labels = stripes(self.seed)
        return {
            "train": {"row": train_rows, "label": train_labels},
            "test": {"row": test_rows, "label": test_labels},
        }


def stripes(seed: int) -> list[NDArray[Any]]:
    """Training rows and labels, test rows and labels."""
    arrays: list[NDArray[Any]] = []
    for split, size in enumerate((64, 16)):
        rows = np.random.default_rng([seed, split]).integers(9, size=(size, 3))
        arrays += [rows.astype(np.float32), (rows[:, 0] % 2).astype(np.uint8)]
    return arrays
''',
    },
    {
        "datasets/__init__.py": (
            _import("layerlab.datasets.stripes", "Stripes", "\nAnyDataset = Annotated["),
            ("    | Moons\n", "    | Stripes\n    | Moons\n"),
        )
    },
)

PROBE = Newcomer(
    {
        "probes/weight_norms/__init__.py": "",
        "probes/weight_norms/fields.py": HEAD
        + '''from typing import Literal

from layerlab.probes.base import Probe


class WeightNorms(Probe):
    """How long all weights together are."""

    kind: Literal["weight_norms"] = "weight_norms"
''',
        "probes/weight_norms/read.py": HEAD
        + '''import torch

from layerlab.probes.view import View
from layerlab.probes.weight_norms.fields import WeightNorms
from layerlab.protocol.frames import WeightNormsFrame


def read(fields: WeightNorms, view: View, role: str) -> WeightNormsFrame:
    """Of the network of this role."""
    weights = [weight.detach().flatten() for weight in view.state.networks[role].parameters()]
    return WeightNormsFrame(role=role, length=float(torch.cat(weights).norm()))
''',
    },
    {
        "probes/__init__.py": (
            _import("layerlab.probes.weight_norms.fields", "WeightNorms", "\nAnyProbe = Annotated["),
            ("    FeatureMaps\n    | Grad", "    FeatureMaps\n    | WeightNorms\n    | Grad"),
        ),
        "probes/readers.py": (
            _import("layerlab.probes.weight_norms", "read as weight_norms", "\nREADERS: "),
            ('    "pinned": pinned,\n', '    "pinned": pinned,\n    "weight_norms": weight_norms,\n'),
        ),
        "protocol/frames.py": (
            (
                "\nFrame = Annotated[\n",
                '''
class WeightNormsFrame(Document):
    """How long all weights of one network together are."""

    kind: Literal["weight_norms"] = "weight_norms"
    role: str
    length: float


Frame = Annotated[
''',
            ),
            ("    NodeOutputsFrame\n    | Node", "    NodeOutputsFrame\n    | WeightNormsFrame\n    | Node"),
        ),
    },
)

ALGORITHM = Newcomer(
    {
        "algorithms/rivals/__init__.py": "",
        "algorithms/rivals/fields.py": HEAD
        + '''from collections.abc import Mapping
from typing import ClassVar, Literal

from layerlab.kit.document import Document
from layerlab.network.ends import Ends, Slot
from layerlab.protocol.metrics import Metric
from layerlab.training.fields import DataField, FieldPath
from layerlab.training.printed import Printed
from layerlab.training.roles import BatchPart, Role


class Rivals(Document):
    """Two networks copy their input, and are told how far they are apart."""

    roles: ClassVar[tuple[Role, ...]] = (Role("left"), Role("right"))
    parts: ClassVar[tuple[BatchPart, ...]] = (BatchPart("point", ("vector",)),)
    paired: ClassVar[bool] = False
    draws: ClassVar[bool] = False
    columns: ClassVar[tuple[str, ...]] = ()
    metrics: ClassVar[tuple[Metric, ...]] = (
        Metric(name="left.loss", better="lower"),
        Metric(name="right.loss", better="lower"),
        Metric(name="gap", series="evaluation", better="lower", headline=True),
    )
    printed: ClassVar[Printed] = Printed(
        tells="how far the rivals are apart",
        file="algorithms/rivals/step.py",
        functions=("train_step", "compare"),
        step="loss, other = train_step(left, right, left_optimizer, right_optimizer, points{settings})",
        evaluation="test_gap = compare(left, right, test)",
        figures=("left {loss.item():.4f}", "right {other.item():.4f}"),
        test_figures=("gap {test_gap:.4f}",),
    )

    kind: Literal["rivals"] = "rivals"
    point: FieldPath = "data.point"
    """What both copy."""

    def ends(self, parts: Mapping[str, DataField]) -> dict[str, Ends]:
        value = parts["point"].value
        return {role.name: Ends({"point": Slot(value, "point")}, value) for role in self.roles}
''',
        "algorithms/rivals/step.py": HEAD
        + '''from collections.abc import Iterable

import torch
from torch import Tensor, nn
from torch.optim import Optimizer

from layerlab.algorithms.rivals.fields import Rivals
from layerlab.training.contract import Evaluation, State
from layerlab.training.data import Batch


def train_step(
    left: nn.Module, right: nn.Module, one: Optimizer, other: Optimizer, points: Tensor
) -> tuple[Tensor, Tensor]:
    """Each learns from the same points."""
    losses = []
    for network, optimizer in ((left, one), (right, other)):
        loss = (network(points) - points).square().mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.detach())
    return losses[0], losses[1]


def compare(left: nn.Module, right: nn.Module, batches: Iterable[Tensor]) -> float:
    """How far the answers are apart."""
    with torch.inference_mode():
        return max((left(points) - right(points)).abs().max().item() for points in batches)


class Both:
    """The two networks."""

    def step(self, state: State, batch: Batch) -> dict[str, Tensor]:
        networks, optimizers = state.networks.values(), state.optimizers.values()
        left, right = train_step(*networks, *optimizers, batch["point"])
        return {"left.loss": left, "right.loss": right}

    def evaluate(self, state: State, batches: Iterable[Batch]) -> Evaluation:
        gap = compare(*state.networks.values(), (batch["point"] for batch in batches))
        return Evaluation(step=state.step, metrics={"gap": gap}, columns={})


def algorithm(fields: Rivals) -> Both:
    return Both()
''',
    },
    {
        "algorithms/__init__.py": (
            _import("layerlab.algorithms.rivals.fields", "Rivals", "\nAnyAlgorithm = "),
            ("| LanguageModel | Forecasting,", "| LanguageModel | Forecasting | Rivals,"),
        ),
        "algorithms/steps.py": (
            _import("layerlab.algorithms.rivals", "step as rivals", "\nSTEPS: "),
            ('    "gan": gan.algorithm,\n', '    "gan": gan.algorithm,\n    "rivals": rivals.algorithm,\n'),
        ),
    },
)
