"""What goes along with an algorithm: averages of weights, and losses that a schedule waits for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from layerlab.experiment.check import check_experiment
from layerlab.experiment.document import Experiment
from layerlab.experiment.export import export_json
from layerlab.protocol.commands import StepRun
from layerlab.protocol.worker import Drain
from layerlab.training.optimizers import Adam, Sgd
from layerlab.training.pace import Never
from layerlab.training.role_optimizer import RoleOptimizer
from layerlab.training.schedules import Constant, Plateau
from layerlab.training.start import begin_with
from layerlab.worker.checkpoint_capture import as_arrays, capture, restore
from layerlab.worker.checkpoint_store import CheckpointStore, weights
from layerlab.worker.session import open_session
from support.experiments import adversaries, small
from support.recorded import column, hexadecimal
from support.scripted_channel import carry_out
from support.scripts import events_of_app, losses_of_script, run_here


def trained(optimizer: RoleOptimizer, evaluations: int = 4) -> Experiment:
    return small(train_limit=320, epochs=3, evaluations_per_epoch=evaluations).model_copy(
        update={"optimizers": {"classifier": optimizer}}
    )


def averaging(average: float = 0.9) -> Experiment:
    return trained(RoleOptimizer(optimizer=Sgd(learning_rate=0.1), schedule=Constant(), average=average))


def waiting(watch: Any, patience: int = 0) -> Experiment:
    # So fast that the loss soon stops falling.
    plateau = Plateau(watch=watch, patience=patience, factor=0.2)
    return trained(RoleOptimizer(optimizer=Adam(learning_rate=0.2), schedule=plateau))


RUNS = {
    "average": averaging(),
    "test": waiting("test"),
    "train": waiting("train"),
    "all": trained(
        RoleOptimizer(
            optimizer=Adam(learning_rate=0.2), schedule=Plateau(watch="train", patience=0), average=0.8
        )
    ),
}


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


def test_the_average_is_what_it_says(cache: Path) -> None:
    session = open_session(averaging(0.75), cache)
    (name, weight), *_ = session.state.networks["classifier"].named_parameters()
    mean = weight.detach().clone()
    for step in range(1, 31):
        session.algorithm.step(session.state, session.begin(step))
        session.state.step = step
        kept = min(0.75, (1 + step) / (10 + step))
        mean = kept * mean + (1 - kept) * weight.detach()
    torch.testing.assert_close(
        session.state.memory["average.classifier.conv2d_1.weight"], mean, rtol=1e-4, atol=1e-6
    )
    assert not torch.allclose(mean, weight), name


def test_an_evaluation_is_made_with_the_average_and_leaves_the_weights_alone(cache: Path) -> None:
    session, plain = open_session(averaging(), cache), open_session(averaging(0.0), cache)
    for each in (session, plain):
        for step in range(1, 9):
            each.algorithm.step(each.state, each.begin(step))
            each.state.step = step
    weights = list(session.state.networks["classifier"].parameters())
    before, places = capture(session.state), [weight.data_ptr() for weight in weights]
    found, other = (
        each.algorithm.evaluate(each.state, each.data.test_batches()).metrics for each in (session, plain)
    )
    after = capture(session.state)
    assert all(torch.equal(before[name], after[name]) for name in before)
    assert [weight.data_ptr() for weight in weights] == places, "the optimizer's own tensors"
    assert found["loss"] != other["loss"]
    # The very network, with the averages in its weights.
    with torch.no_grad():
        for name, weight in plain.state.networks["classifier"].named_parameters():
            weight.copy_(session.state.memory[f"average.classifier.{name}"])
    assert plain.algorithm.evaluate(plain.state, plain.data.test_batches()).metrics == found


@pytest.mark.parametrize("watch", ["test", "train"])
def test_the_rate_drops_where_the_loss_no_longer_falls(watch: str, tmp_path: Path) -> None:
    events = events_of_app(waiting(watch), tmp_path)
    rates = list(column(events, "learning_rate").values())
    assert rates[0] == pytest.approx(0.2)
    assert len(set(rates)) >= 2
    assert sorted(rates, reverse=True) == rates
    tests = list(column(events, "loss", "evaluation").values())
    assert len(tests) == 12


@pytest.mark.parametrize("name", RUNS)
def test_a_run_stops_goes_on_and_is_printed_to_the_bit(name: str, tmp_path: Path) -> None:
    experiment, cache = RUNS[name], tmp_path / "cache"
    events = carry_out(experiment, tmp_path / "whole", cache)
    whole = hexadecimal(column(events, "loss"))
    carry_out(experiment, tmp_path / "broken", cache, (StepRun(steps=17), Drain()))
    again = carry_out(experiment, tmp_path / "broken", cache)
    assert hexadecimal(column(again, "loss")) == {step: loss for step, loss in whole.items() if step > 17}
    tested = column(events, "loss", "evaluation")
    assert column(again, "loss", "evaluation").items() <= tested.items()
    told: list[str] = []

    def run(*given: Any) -> str:
        told.append(run_here(*given))
        return told[0]

    assert losses_of_script(experiment, tmp_path, run) == whole
    for loss in tested.values():
        assert f"test loss {loss:.4f}" in told[0], "the script's evaluations are those of the app"


def test_two_networks_have_averages_of_their_own(tmp_path: Path) -> None:
    experiment = adversaries()
    generator = experiment.optimizers["generator"].model_copy(update={"average": 0.9})
    experiment = experiment.model_copy(
        update={"optimizers": {**experiment.optimizers, "generator": generator}}
    )
    events = events_of_app(experiment, tmp_path)
    first = experiment.algorithm.metrics[0].name
    assert losses_of_script(experiment, tmp_path) == hexadecimal(column(events, first))


def test_what_is_never_tested_has_no_plateau() -> None:
    experiment = waiting("train")
    pace = experiment.pace.model_copy(update={"evaluations": Never()})
    problems = check_experiment(experiment.model_copy(update={"pace": pace})).problems
    assert [problem.code for problem in problems] == ["plateau_untested"]
    assert check_experiment(experiment).problems == ()
    assert '"average"' not in export_json(small()), "a document without one is as it was"


def test_averages_are_taken_home_as_they_were_tested(tmp_path: Path) -> None:
    experiment, cache = averaging(), tmp_path / "cache"
    whole, broken = tmp_path / "whole", tmp_path / "broken"
    carry_out(experiment, whole, cache)
    carry_out(experiment, broken, cache, (StepRun(steps=17), Drain()))
    carry_out(experiment, broken, cache)
    taken = weights(whole)
    assert taken.averaged == ("classifier",)
    assert weights(broken).content == taken.content, "stopped and gone on to the byte"
    session = open_session(experiment, cache)
    newest = CheckpointStore(whole).newest()
    assert newest is not None
    restore(session.state, CheckpointStore(whole).read(newest.step), newest.step)
    raw = session.state.networks["classifier"].state_dict()
    name = "conv2d_1.weight"
    assert not np.array_equal(taken.roles["classifier"][name], raw[name].numpy())
    tested = session.algorithm.evaluate(session.state, session.data.test_batches()).metrics
    begin_with(session.state.networks["classifier"], taken.roles["classifier"])
    plain = session.algorithm._inner  # type: ignore[attr-defined]
    assert plain.evaluate(session.state, session.data.test_batches()).metrics == tested
    # The script saves the same ones.
    file = tmp_path / "weights.pt"
    losses_of_script(experiment, tmp_path, lambda *given: run_here(*given, "--weights", str(file)))
    saved = torch.load(file)
    assert {key: value.numpy().tobytes() for key, value in saved.items()} == {
        key: array.tobytes() for key, array in taken.roles["classifier"].items()
    }


def test_a_checkpoint_with_numbered_averages_goes_on(tmp_path: Path, cache: Path) -> None:
    session, again = open_session(averaging(), cache), open_session(averaging(), cache)
    for step in range(1, 9):
        session.algorithm.step(session.state, session.begin(step))
        session.state.step = step
    saved = as_arrays(capture(session.state))
    prefix = "memory.average.classifier."
    names = [name for name, _ in session.state.networks["classifier"].named_parameters()]
    old = {
        f"{prefix}{names.index(name.removeprefix(prefix))}" if name.startswith(prefix) else name: array
        for name, array in saved.items()
    }
    restore(again.state, old, 8)
    assert as_arrays(capture(again.state)).keys() == saved.keys()
    for name, array in as_arrays(capture(again.state)).items():
        assert array.tobytes() == saved[name].tobytes(), name
