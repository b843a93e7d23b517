"""The recipes of CONTRIBUTING hold: a newcomer of each family moves in with the files that its recipe names, no others.

Each gets a copy of the package. The contract tests find it there by themselves; what they can't know, it is asked here.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from support import newcomers
from support.newcomers import Newcomer, run

TRAINED = """
import sys
from pathlib import Path
from layerlab.experiment.check import require_valid
from layerlab.experiment.document import Experiment
from layerlab.layers.input import Input
from layerlab.layers.linear import Linear
from layerlab.layers.output import Output
from layerlab.training.pace import Epochs, Pace, PerEpoch
from layerlab.training.role_optimizer import RoleOptimizer
from support.experiments import chain, small
from support.scripts import events_of_app, losses_of_app, losses_of_script

def perceptron(gives):
    return chain(input=Input(), linear_1=Linear(out_features=gives), output=Output())

BRIEF = Pace(batch_size=16, length=Epochs(epochs=2), evaluations=PerEpoch(times=1))
"""

DATASET = (
    TRAINED
    + """
from layerlab.algorithms.supervised.fields import Supervised
from layerlab.datasets.stripes import Stripes

experiment = Experiment(
    networks={"classifier": perceptron(2)},
    datasets={"data": Stripes()},
    algorithm=Supervised(input="data.row", target="data.label"),
    pace=BRIEF,
)
require_valid(experiment)
app = losses_of_app(experiment, Path(sys.argv[1]))
assert len(app) == 8, app
assert losses_of_script(experiment, Path(sys.argv[1])) == app
"""
)

PROBE = (
    TRAINED
    + """
from layerlab.protocol.events import FrameRecorded

events = events_of_app(small(train_limit=64), Path(sys.argv[1]))
frames = [event.frame for event in events if isinstance(event, FrameRecorded)]
lengths = [frame.length for frame in frames if frame.kind == "weight_norms"]
assert lengths and all(length > 0 for length in lengths), "who chose nothing is shown what there is"
"""
)

ALGORITHM = (
    TRAINED
    + """
from layerlab.algorithms.rivals.fields import Rivals
from layerlab.datasets.moons import Moons

experiment = Experiment(
    networks={"left": perceptron(2), "right": perceptron(2)},
    datasets={"data": Moons(count=64)},
    algorithm=Rivals(),
    optimizers={"left": RoleOptimizer(), "right": RoleOptimizer()},
    pace=BRIEF,
)
require_valid(experiment)
app = losses_of_app(experiment, Path(sys.argv[1]))
assert len(app) == 8, app
assert losses_of_script(experiment, Path(sys.argv[1])) == app
"""
)


@pytest.mark.parametrize(
    ("newcomer", "recipe"),
    [
        (newcomers.LAYER, {"layers/swish.py", "layers/__init__.py"}),
        (newcomers.DATASET, {"datasets/stripes.py", "datasets/__init__.py"}),
        (
            newcomers.PROBE,
            {
                *(f"probes/weight_norms/{name}.py" for name in ("__init__", "fields", "read")),
                "probes/__init__.py",
                "probes/readers.py",
                "protocol/frames.py",
            },
        ),
        (
            newcomers.ALGORITHM,
            {
                *(f"algorithms/rivals/{name}.py" for name in ("__init__", "fields", "step")),
                "algorithms/__init__.py",
                "algorithms/steps.py",
            },
        ),
    ],
    ids=["layer", "dataset", "probe", "algorithm"],
)
def test_it_touches_the_files_of_its_recipe(newcomer: Newcomer, recipe: set[str]) -> None:
    assert newcomer.touched == recipe


def test_a_layer_is_tested_before_its_author_writes_a_test(tmp_path: Path) -> None:
    folder = newcomers.LAYER.move_in(tmp_path)
    told = run(
        folder,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "tests/contracts/test_layers.py",
        "-k",
        "swish and not hardswish",
    )
    assert "7 passed" in told, told


def test_a_dataset_is_tested_trained_on_and_printed(tmp_path: Path) -> None:
    folder = newcomers.DATASET.move_in(tmp_path / "package")
    tests = ("tests/contracts/test_datasets.py", "-k", "stripes")
    assert "8 passed" in run(folder, "-m", "pytest", "-q", "-p", "no:cacheprovider", *tests)
    run(folder, "-c", DATASET, str(tmp_path))


def test_a_probe_and_its_frame_are_recorded_by_default(tmp_path: Path) -> None:
    folder = newcomers.PROBE.move_in(tmp_path / "package")
    run(folder, "-c", PROBE, str(tmp_path))


def test_a_way_of_training_is_trained_and_printed(tmp_path: Path) -> None:
    folder = newcomers.ALGORITHM.move_in(tmp_path / "package")
    run(folder, "-c", ALGORITHM, str(tmp_path))


def test_a_frame_without_a_view_does_not_compile() -> None:
    """The table of the page has an entry for every kind, by its type."""
    views = (newcomers.repository.ROOT / "frontend/src/views/frameViews.ts").read_text(encoding="utf-8")
    assert 'readonly [Kind in Frame["kind"]]: FrameView' in views
