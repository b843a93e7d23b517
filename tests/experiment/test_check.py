"""What is wrong with an experiment beyond its graph, and what it takes."""

from __future__ import annotations

from typing import Any

import pytest

from layerlab.datasets.mnist import Mnist
from layerlab.experiment.check import check_experiment, require_valid
from layerlab.experiment.document import Experiment
from layerlab.experiment.limits import memory_limit
from layerlab.experiment.presets.lenet5_mnist import lenet5_mnist
from layerlab.kit.errors import LayerlabError
from layerlab.kit.sentences import SENTENCES, sentence
from layerlab.layers.batch_norm2d import BatchNorm2d
from layerlab.layers.conv2d import Conv2d
from layerlab.layers.flatten import Flatten
from layerlab.layers.input import Input
from layerlab.layers.linear import Linear
from layerlab.layers.output import Output
from layerlab.layers.relu import Relu
from layerlab.network.document import Network
from layerlab.probes.feature_maps.fields import FeatureMaps
from layerlab.training.optimizers import Adam, Sgd
from layerlab.training.pace import Pace
from support.experiments import chain, trained


def changed(**fields: Any) -> Experiment:
    return lenet5_mnist().model_copy(update=fields)


def with_settings(**fields: Any) -> Experiment:
    return changed(**trained(**fields))


def codes(experiment: Experiment) -> list[str]:
    found = [problem.code for problem in check_experiment(experiment).problems]
    assert set(found) <= set(SENTENCES)
    return found


def test_the_preset_is_sound_and_counted() -> None:
    checked = require_valid(lenet5_mnist())
    assert (checked.steps_per_epoch, checked.total_steps) == (938, 2_814)
    assert checked.memory.weights == checked.memory.gradients == checked.memory.optimizer == 4 * 61_706
    assert checked.memory.activations == 64 * 4 * checked.networks["classifier"].activations


@pytest.mark.parametrize(("optimizer", "numbers"), [(Sgd(momentum=0.0), 0), (Sgd(), 1), (Adam(), 2)])
def test_the_optimizer_remembers_so_many_numbers_a_weight(optimizer: Any, numbers: int) -> None:
    assert check_experiment(with_settings(optimizer=optimizer)).memory.optimizer == numbers * 4 * 61_706


def test_the_algorithm_says_which_networks_it_needs() -> None:
    network = lenet5_mnist().networks["classifier"]
    assert codes(changed(networks={})) == ["missing_role"]
    assert codes(changed(networks={"classifier": network, "critic": network})) == ["unknown_role"]


def test_a_network_without_weights_can_not_learn() -> None:
    class Tiny(Mnist):
        sample_shape = (1, 2, 5)

    bare = chain(input=Input(), flatten_1=Flatten(), output=Output())
    assert codes(changed(networks={"classifier": bare}, datasets={"data": Tiny()})) == ["no_parameters"]


def test_a_probe_looks_at_a_sample_that_exists() -> None:
    (problem,) = check_experiment(changed(probes=(FeatureMaps(), FeatureMaps(sample=10_000)))).problems
    assert (problem.code, problem.where.field) == ("sample_out_of_range", "probes.1.sample")


def test_steps_are_capped() -> None:
    (problem,) = check_experiment(with_settings(epochs=10_000, batch_size=1)).problems
    assert (problem.code, problem.where.field) == ("too_many_steps", "pace.length.epochs")


def wide(batch_size: int) -> Experiment:
    network = chain(
        input=Input(),
        conv2d_1=Conv2d(out_channels=20_000, padding=(1, 1)),
        relu_1=Relu(),
        flatten_1=Flatten(),
        linear_1=Linear(out_features=10),
        output=Output(),
    )
    return changed(networks={"classifier": network}, pace=Pace(batch_size=batch_size))


def test_too_much_memory_names_the_batch_that_fits() -> None:
    (problem,) = check_experiment(wide(1_000)).problems
    assert (problem.code, problem.where.field) == ("too_much_memory", "pace.batch_size")
    fits = int(problem.params["fits"])
    assert (
        check_experiment(wide(fits)).memory.total
        <= memory_limit()
        < check_experiment(wide(fits + 1)).memory.total
    )
    assert codes(wide(fits)) == []
    assert sentence(problem.code, problem.params).startswith("This batch needs about 190.0 GB")


def test_a_lone_value_can_not_be_normalised() -> None:
    network = chain(
        input=Input(),
        conv2d_1=Conv2d(kernel_size=(28, 28)),
        batch_norm2d_1=BatchNorm2d(),
        flatten_1=Flatten(),
        linear_1=Linear(out_features=10),
        output=Output(),
    )
    for limit, expected in ((65, ["one_value_per_map"]), (66, []), (64, [])):
        dataset = Mnist(train_limit=limit)
        assert codes(changed(networks={"classifier": network}, datasets={"data": dataset})) == expected


def test_require_valid_raises_everything() -> None:
    with pytest.raises(LayerlabError) as caught:
        require_valid(changed(networks={"classifier": Network()}))
    assert [problem.code for problem in caught.value.problems] == ["no_input_node", "no_output_node"]
    assert caught.value.status == 422
