"""Every advice, followed, brings the experiment within the limit, and one more would not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from layerlab.experiment import advice as advising
from layerlab.experiment import check, limits
from layerlab.experiment.advice import Advice, advise
from layerlab.experiment.check import check_experiment
from layerlab.experiment.document import Experiment
from layerlab.experiment.presets.lenet5_mnist import lenet5_mnist
from layerlab.layers.conv2d import Conv2d
from layerlab.layers.flatten import Flatten
from layerlab.layers.input import Input
from layerlab.layers.linear import Linear
from layerlab.layers.output import Output
from layerlab.layers.relu import Relu
from layerlab.network.document import Edge, Network, Node
from layerlab.training.pace import Epochs, Pace
from support.experiments import chain


def followed(experiment: Experiment, advice: Advice, more: int = 0) -> Experiment:
    document: Any = experiment.model_dump(mode="json")
    place = document
    for key in advice.path[:-1]:
        place = place[key]
    place[advice.path[-1]] = advice.value + more
    return Experiment.model_validate(document)


def codes(experiment: Experiment) -> list[str]:
    return [problem.code for problem in check_experiment(experiment).problems]


def large(conv: int = 64, linear: int = 10_000, batch_size: int = 64, epochs: int = 1) -> Experiment:
    network = chain(
        input=Input(),
        conv2d_1=Conv2d(out_channels=conv, padding=(1, 1)),
        relu_1=Relu(),
        flatten_1=Flatten(),
        linear_1=Linear(out_features=linear),
        linear_2=Linear(out_features=10),
        output=Output(),
    )
    pace = Pace(batch_size=batch_size, length=Epochs(epochs=epochs))
    return Experiment(networks={"classifier": network}, pace=pace)


def test_a_sound_experiment_needs_no_advice() -> None:
    experiment = lenet5_mnist()
    assert advise(experiment, check_experiment(experiment)) == ()


def test_too_many_parameters_are_cut_at_the_layers_that_have_them() -> None:
    experiment = large(linear=20_000)
    assert codes(experiment) == ["too_many_parameters"]
    found = advise(experiment, check_experiment(experiment))
    assert {advice.path[3] for advice in found} == {"linear_1", "conv2d_1"}
    assert "linear_2" not in {advice.path[3] for advice in found}
    for advice in found:
        assert advice.code == "use_size"
        assert advice.params["value"] == advice.value
        assert "too_many_parameters" not in codes(followed(experiment, advice))
        assert "too_many_parameters" in codes(followed(experiment, advice, more=1))


def test_too_many_steps_need_fewer_epochs_or_larger_batches() -> None:
    experiment = large(conv=2, linear=10, batch_size=1, epochs=1_000)
    found = advise(experiment, check_experiment(experiment))
    assert [advice.code for advice in found] == ["use_epochs", "use_batch_size"]
    epochs, batch = found
    assert codes(followed(experiment, epochs)) == codes(followed(experiment, batch)) == []
    assert codes(followed(experiment, epochs, more=1)) == ["too_many_steps"]
    assert codes(followed(experiment, batch, more=-1)) == ["too_many_steps"]


def test_too_much_memory_needs_a_smaller_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check, "memory_limit", lambda: 10**9)
    experiment = large(conv=64, linear=100, batch_size=20_000)
    (advice,) = advise(experiment, check_experiment(experiment))
    assert advice.code == "use_batch_size"
    assert codes(followed(experiment, advice)) == []
    assert codes(followed(experiment, advice, more=1)) == ["too_much_memory"]


def test_too_much_memory_for_one_sample_needs_smaller_layers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check, "memory_limit", lambda: 10**7)
    experiment = large(conv=64, linear=100)
    assert codes(experiment) == ["too_much_memory_for_one"]
    found = advise(experiment, check_experiment(experiment))
    assert found
    for advice in found:
        assert "too_much_memory_for_one" not in codes(followed(experiment, advice))


def test_the_work_is_bounded_whatever_the_problems(monkeypatch: pytest.MonkeyPatch) -> None:
    layers = {f"conv2d_{at}": Conv2d(out_channels=65_536, padding=(1_024, 1_024)) for at in range(98)}
    nodes = {name: Node(layer=layer) for name, layer in {"input": Input(), **layers}.items()}
    edges = tuple(Edge(source="input", target=name) for name in layers)
    experiment = Experiment(networks={"classifier": Network(nodes=nodes, edges=edges)})
    checked = check_experiment(experiment)
    assert len([problem for problem in checked.problems if problem.code == "too_many_activations"]) == 98
    seen: list[int] = []

    def counted(edited: Experiment) -> check.ExperimentCheck:
        seen.append(sum(len(each.nodes) + len(each.edges) for each in edited.networks.values()))
        return check_experiment(edited)

    monkeypatch.setattr(advising, "check_experiment", counted)
    advise(experiment, checked)
    assert sum(seen) <= 6_000


def test_a_network_of_a_hundred_layers_still_gets_advice() -> None:
    middle = {f"relu_{at}": Relu() for at in range(92)}
    network = chain(
        input=Input(), flatten_1=Flatten(), **middle, linear_1=Linear(out_features=60_000),
        linear_2=Linear(out_features=60_000), linear_3=Linear(out_features=10), output=Output(),
    )  # fmt: skip
    experiment = Experiment(networks={"classifier": network})
    found = advise(experiment, check_experiment(experiment))
    assert found
    for each in found:
        assert "too_many_parameters" not in codes(followed(experiment, each))


def test_the_limit_is_this_machine_or_its_container(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "memory.max"
    monkeypatch.setattr(limits, "_CGROUPS", (file, tmp_path / "absent"))
    limits.memory_limit.cache_clear()
    physical = limits.memory_limit()
    assert 10**8 < physical < 10**14
    for text, expected in (("max\n", physical), ("123456789\n", 123_456_789)):
        file.write_text(text)
        limits.memory_limit.cache_clear()
        assert limits.memory_limit() == expected
    monkeypatch.undo()
    limits.memory_limit.cache_clear()
