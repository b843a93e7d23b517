"""A run that begins with weights from elsewhere: from then on they are its own, through resume, look and script."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from layerlab.experiment.document import Experiment
from layerlab.experiment.file_names import start_name
from layerlab.experiment.matching import layer_shapes, matched_names, matches
from layerlab.experiment.start import Start
from layerlab.kit.tensor_file import read_head, write_renamed
from layerlab.protocol.commands import StepRun
from layerlab.protocol.events import RunFailed, RunStarted, StartOrigin
from layerlab.protocol.worker import Drain
from layerlab.worker.assignment import Assignment
from layerlab.worker.beginnings import chosen, start_file
from layerlab.worker.channel import CallbackChannel
from layerlab.worker.checkpoint_store import CheckpointStore, weights
from layerlab.worker.inspector import Held
from layerlab.worker.looker import Beginnings
from layerlab.worker.session import open_session
from layerlab.worker.term import Term
from support.block_experiments import with_blocks
from support.experiments import small
from support.recorded import column, hexadecimal, of
from support.scripted_channel import carry_out
from support.scripts import losses_of_script

DIGEST = "0123456789abcdef" * 4


def starting(experiment: Experiment, *anew: str) -> Experiment:
    """The same with another seed, so that what it draws is not what it starts from."""
    start = Start(weights=DIGEST, anew=anew, title="First", run=2, step=20)
    return experiment.model_copy(update={"start": {"classifier": start}, "seed": 11})


def given(source: Path, experiment: Experiment, run: Path) -> None:
    """Put into a run's folder what it begins with, as the server does."""
    head, start = read_head(source), experiment.start["classifier"]
    found = matches(layer_shapes(experiment, "classifier"), head, "classifier", start.anew)
    names = matched_names(found, head, "classifier")
    target = start_file(run, "classifier")
    target.parent.mkdir(parents=True)
    write_renamed(target, ((new, source, head, old) for new, old in names.items()))


@pytest.fixture
def source(tmp_path: Path, cache: Path) -> Path:
    """The weights of a run that has ended."""
    carry_out(small(), tmp_path / "origin", cache)
    file = tmp_path / "source.safetensors"
    file.write_bytes(weights(tmp_path / "origin").content)
    return file


def test_the_first_weights_are_those_of_the_origin(source: Path, tmp_path: Path, cache: Path) -> None:
    experiment, run = starting(small(), "linear_1"), tmp_path / "run"
    given(source, experiment, run)
    events = carry_out(experiment, run, cache, (Drain(),))
    assert of(RunStarted, events)[0].origins == {"classifier": StartOrigin(title="First", run=2, step=20)}
    at_first = Held(Assignment("run", 1, experiment.model_dump_json(), run, cache)).at(0).state
    drawn = open_session(experiment, cache).state
    origin = CheckpointStore(tmp_path / "origin").read(20)
    for name, tensor in at_first.networks["classifier"].state_dict().items():
        anew = name.startswith("linear_1")
        wanted = (
            drawn.networks["classifier"].state_dict()[name].numpy()
            if anew
            else origin[f"networks.classifier.{name}"]
        )
        assert np.array_equal(tensor.numpy(), wanted), name


def test_a_resume_needs_the_origin_no_more(source: Path, tmp_path: Path, cache: Path) -> None:
    experiment = starting(small())
    for name in ("whole", "broken"):
        given(source, experiment, tmp_path / name)
    source.unlink()
    shutil.rmtree(tmp_path / "origin")
    carry_out(experiment, tmp_path / "whole", cache)
    carry_out(experiment, tmp_path / "broken", cache, (StepRun(steps=7), Drain()))
    carry_out(experiment, tmp_path / "broken", cache)
    assert weights(tmp_path / "broken").content == weights(tmp_path / "whole").content


@pytest.mark.parametrize("blocks", [False, True])
def test_the_script_begins_with_the_file_beside_it(blocks: bool, tmp_path: Path) -> None:
    plain, cache = (with_blocks() if blocks else small()), tmp_path / "cache"
    carry_out(plain, tmp_path / "origin", cache)
    source = tmp_path / "source"
    source.write_bytes(weights(tmp_path / "origin").content)
    experiment, run = starting(plain), tmp_path / "run"
    given(source, experiment, run)
    app = hexadecimal(column(carry_out(experiment, run, cache), "loss"))
    without = hexadecimal(column(carry_out(plain, tmp_path / "plain", cache), "loss"))
    assert app[1] != without[1]
    shutil.copy(start_file(run, "classifier"), tmp_path / start_name(experiment, "classifier"))
    assert losses_of_script(experiment, tmp_path) == app


def test_a_script_without_its_file_says_what_is_missing(tmp_path: Path, cache: Path) -> None:
    open_session(small(), tmp_path / "cache")
    with pytest.raises(SystemExit, match=r"experiment_start\.safetensors beside this script"):
        losses_of_script(starting(small()), tmp_path)


def test_a_run_without_its_weights_fails_and_says_so(tmp_path: Path, cache: Path) -> None:
    failed = Term(starting(small()), tmp_path, cache).carry_out(CallbackChannel(lambda event: None))
    assert isinstance(failed, RunFailed)
    assert failed.code == "weights_gone"


def test_what_has_not_run_shows_what_it_would_begin_with(source: Path, tmp_path: Path, cache: Path) -> None:
    experiment, store = starting(small(), "linear_1"), tmp_path / "weights"
    store.mkdir()
    shutil.copy(source, store / f"{DIGEST}.safetensors")
    given(source, experiment, tmp_path / "run")
    looked = (
        Beginnings(cache, store).of(experiment.model_dump_json()).state.networks["classifier"].state_dict()
    )
    begun = Held(Assignment("run", 1, experiment.model_dump_json(), tmp_path / "run", cache)).at(0)
    for name, tensor in begun.state.networks["classifier"].state_dict().items():
        assert np.array_equal(tensor.numpy(), looked[name].numpy()), name
    assert chosen(experiment, tmp_path / "elsewhere")("classifier") == {}
