"""What an experiment takes from its data, and so what enters and leaves its networks, and what it is measured by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from layerlab.datasets.base import Dataset
from layerlab.experiment.document import Experiment
from layerlab.kit.errors import Problem, Scalar, Where
from layerlab.network.ends import Ends
from layerlab.protocol.metrics import RATE, Metric
from layerlab.training.fields import DataField
from layerlab.training.places import learning_rate_of
from layerlab.training.roles import BatchPart


@dataclass(frozen=True)
class Source:
    """Where a part of the algorithm comes from."""

    name: str
    """Of the data set, in the experiment."""
    dataset: Dataset
    field: DataField


def sources_of(experiment: Experiment) -> dict[str, Source]:
    """By part of the algorithm. A part whose path leads to nothing is left out: `part_problems` tells of it."""
    found = {part.name: _source(experiment, part) for part in experiment.algorithm.parts}
    return {part: source for part, source in found.items() if source is not None}


def part_problems(experiment: Experiment) -> Iterator[Problem]:
    """What is wrong with the paths to the columns of the data."""
    for part in experiment.algorithm.parts:
        source, path = _source(experiment, part), getattr(experiment.algorithm, part.name)
        where = Where(field=f"algorithm.{part.name}")
        if source is None:
            yield Problem("unknown_column", {"part": part.name, "path": path}, where)
        elif source.field.value.kind not in part.takes:
            given = {"part": part.name, "path": path, "given": source.field.value.kind}
            yield Problem("wrong_column", {**given, "takes": ", ".join(part.takes)}, where)
        elif part.categories and source.field.value.categories != part.categories:
            count = source.field.value.categories
            told: dict[str, Scalar] = {"part": part.name, "path": path, "count": count}
            yield Problem("wrong_categories", {**told, "needed": part.categories}, where)
        elif part.in_order and not source.field.goes_on:
            yield Problem(
                "nothing_goes_on", {"part": part.name, "path": path}, Where(field="algorithm.carry")
            )
    if experiment.algorithm.paired and len(datasets_of(experiment)) > 1:
        last = experiment.algorithm.parts[-1].name
        yield Problem("unpaired_columns", {"part": last}, Where(field=f"algorithm.{last}"))


def parts_of(experiment: Experiment) -> dict[str, DataField]:
    """The column of the data behind each part of the algorithm."""
    return {part: source.field for part, source in sources_of(experiment).items()}


def datasets_of(experiment: Experiment) -> dict[str, Dataset]:
    """The data sets that the algorithm takes something from, by their names in the experiment."""
    return {source.name: source.dataset for source in sources_of(experiment).values()}


def images_of(experiment: Experiment) -> dict[str, DataField]:
    """The columns of images among them: what augmentations are done to."""
    return {part: field for part, field in parts_of(experiment).items() if field.value.kind == "image"}


def has_data(experiment: Experiment) -> bool:
    """Whether there is anything to train on."""
    return all(dataset.has_data for dataset in datasets_of(experiment).values())


def first_dataset(experiment: Experiment) -> Dataset:
    """The data set behind the first part of the algorithm, or any where there is none."""
    return next(iter((datasets_of(experiment) or experiment.datasets).values()))


def data_key(experiment: Experiment) -> str:
    """What two experiments have in common that take the same from their data."""
    sources = sources_of(experiment)
    taken = [
        f"{part}={source.field.name}@{source.dataset.model_dump_json()}" for part, source in sources.items()
    ]
    # What is done to all images alike is done where they are converted.
    taken += ["in order"] * reads_in_order(experiment)
    return " ".join([*taken, *(each.model_dump_json() for each in experiment.augmentation if not each.draws)])


def reads_in_order(experiment: Experiment) -> bool:
    """Whether each step reads on from where the one before it ended."""
    return any(part.in_order for part in experiment.algorithm.parts)


def reads_by_length(experiment: Experiment) -> bool:
    """Whether sequences of like length stand in one batch."""
    first = next(iter(parts_of(experiment).values()), None)
    varies = first is not None and first.value.length is not None
    return experiment.pace.by_length and varies and not reads_in_order(experiment)


def train_count(experiment: Experiment) -> int:
    """Samples in one pass over the training data."""
    return min((dataset.train_count for dataset in datasets_of(experiment).values()), default=0)


def test_count(experiment: Experiment) -> int:
    """Samples of the test set."""
    return min((dataset.test_count for dataset in datasets_of(experiment).values()), default=0)


def ends_of(experiment: Experiment) -> dict[str, Ends]:
    """What enters and must leave each network, by role; empty where that is not known, as `part_problems` tells."""
    if any(part_problems(experiment)):
        return {}
    return experiment.algorithm.ends(parts_of(experiment))


def rates_of(experiment: Experiment) -> dict[str, str]:
    """The learning rates that have a curve: by the name of the metric, the setting."""
    roles = [role.name for role in experiment.algorithm.roles if role.optimised]
    if len(roles) == 1:
        return {RATE.name: learning_rate_of(roles[0])}
    return {f"{role}.{RATE.name}": learning_rate_of(role) for role in roles}


def draws(experiment: Experiment) -> bool:
    """Whether a step of it draws random numbers: its algorithm's, or a layer's, inside of a block too."""
    inside = (block.network for block in experiment.blocks.values())
    return experiment.algorithm.draws or any(
        node.layer.draws_now
        for network in (*experiment.networks.values(), *inside)
        for node in network.nodes.values()
    )


def metrics_of(experiment: Experiment) -> tuple[Metric, ...]:
    """What a run is measured by: what the algorithm declares, and its learning rates."""
    declared = experiment.algorithm.metrics
    return (
        *(metric for metric in declared if metric.series == "step"),
        *(RATE.model_copy(update={"name": name}) for name in rates_of(experiment)),
        *(metric for metric in declared if metric.series == "evaluation"),
    )


def _source(experiment: Experiment, part: BatchPart) -> Source | None:
    name, _, column = getattr(experiment.algorithm, part.name).partition(".")
    dataset = experiment.datasets.get(name)
    field = next((one for one in dataset.data_fields() if one.name == column), None) if dataset else None
    return Source(name, dataset, field) if dataset and field else None
