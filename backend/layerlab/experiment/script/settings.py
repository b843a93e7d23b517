"""The part of an exported script that says what each step is trained with, the changes of a run among it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from textwrap import fill

from layerlab.experiment.document import Experiment
from layerlab.experiment.live_settings import initial_values, places
from layerlab.kit.call import Argument
from layerlab.network.source import value_source
from layerlab.training.changes import TOTAL_STEPS, Table
from layerlab.training.learning_rate import RATES, more_arguments


@dataclass(frozen=True)
class PrintedSettings:
    """What an experiment and the changes of its run come to, as source."""

    experiment: Experiment
    table: Table

    @property
    def is_extended(self) -> bool:
        """Whether the run became longer while it went."""
        return TOTAL_STEPS in self.table

    @property
    def patience(self) -> int:
        """Evaluations without gain after which the run ends; 0 where it never does."""
        return self.experiment.algorithm.early_stopping_patience

    def constants(self) -> list[str]:
        """Lines for the head of the script."""
        algorithm = self.experiment.algorithm
        lines = [
            f"SEED = {self.experiment.seed!r}",
            f"EPOCHS = {algorithm.epochs!r}",
            f"BATCH_SIZE = {algorithm.batch_size!r}",
            f"LEARNING_RATE = {algorithm.optimizer.learning_rate!r}",
        ]
        fields: dict[str, Argument] = algorithm.schedule.model_dump()
        lines += [f"{name.upper()} = {fields[name]!r}" for name in self._rate_fields()]
        lines += [f"{name.upper()} = {getattr(algorithm, name)!r}" for name in self._used()]
        if self.patience:
            lines.append(
                f"PATIENCE = {self.patience!r}  # evaluations without a lower test loss, before the end"
            )
        if self.table:
            lines += ["CHANGES = {  # made while the run trained: by name, from which step on which value"]
            lines += [_entry(name, values) for name, values in self.table.items()]
            lines += ["}"]
        return [*lines, f"EVALUATIONS_PER_EPOCH = {algorithm.evaluations_per_epoch!r}"]

    def rate_function(self) -> str:
        """The name of the schedule's function."""
        return RATES[self.experiment.algorithm.schedule.kind].__name__

    def rate(self) -> str:
        """The learning rate of `step`."""
        more = [
            name if name == "steps_per_epoch" else name.upper()
            for name in more_arguments(self.experiment.algorithm.schedule)
        ]
        arguments = [self._value("learning_rate", "LEARNING_RATE"), "step", "total", *more]
        return f"{self.rate_function()}({', '.join(arguments)})"

    def optimizer_lines(self, optimizers: Iterable[str]) -> list[str]:
        """What is set in the optimizers of these names before each step."""
        options = self.experiment.algorithm.optimizer.live_fields
        changed = [name for name in options if name in self.table and name != "learning_rate"]
        lines = [
            f'    group["lr"] = {self.rate()}',
            *(f'    group["{options[name]}"] = {self._value(name)}' for name in changed),
        ]
        return [line for name in optimizers for line in (f"for group in {name}.param_groups:", *lines)]

    def network_lines(self) -> list[str]:
        """What is set in the networks before each step."""
        known = places(self.experiment)
        placed = [(name, known[name]) for name in self.table if name in known and known[name].node]
        return [
            f"{place.role}.{place.node}.{place.attribute} = {self._value(name)}" for name, place in placed
        ]

    def step_arguments(self) -> str:
        """What the training step gets beside network, optimizer and batch."""
        return "".join(f", {name}={self._value(name, name.upper())}" for name in self._used())

    def _rate_fields(self) -> list[str]:
        return [
            name for name in more_arguments(self.experiment.algorithm.schedule) if name != "steps_per_epoch"
        ]

    def _used(self) -> list[str]:
        """The algorithm's own settings that can change; the step's function knows the defaults of the others."""
        algorithm = self.experiment.algorithm
        fields = type(algorithm).model_fields
        return [
            name
            for name in algorithm.live_fields
            if name in self.table or getattr(algorithm, name) != fields[name].default
        ]

    def _value(self, name: str, constant: str = "") -> str:
        """The constant, or, where it was changed, what is in force at `step`."""
        initial = constant or value_source(initial_values(self.experiment)[name])
        return f'value_at(step, {initial}, CHANGES["{name}"])' if name in self.table else initial


def _entry(name: str, values: dict[int, float]) -> str:
    return fill(
        f'"{name}": {values!r},',
        width=110,
        initial_indent="    ",
        subsequent_indent="        ",
        break_long_words=False,
        break_on_hyphens=False,
    )
