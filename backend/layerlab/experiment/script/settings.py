"""The part of an exported script that says what each step is trained with, the changes of a run among it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from textwrap import fill

from layerlab.experiment.document import Experiment
from layerlab.experiment.file_names import start_name
from layerlab.experiment.live_settings import LiveSetting, live_settings
from layerlab.experiment.script.data import ScriptData
from layerlab.experiment.script.layer_rates import LayerRates
from layerlab.experiment.script.switches import Switches
from layerlab.kit.call import Argument
from layerlab.layers.base import Layer
from layerlab.layers.learning import RATE
from layerlab.layers.output import Output
from layerlab.network.document import Network
from layerlab.network.source import attribute_source, text_source, value_source
from layerlab.protocol.metrics import Metric
from layerlab.training.changes import TOTAL_STEPS, Table
from layerlab.training.compute import USUAL, Compute
from layerlab.training.learning_rate import RATES, more_arguments
from layerlab.training.pace import EverySteps, PerEpoch, Steps
from layerlab.training.places import LayerRate, SettingPlace, Switch, learning_rate_of, torch_name
from layerlab.training.printed import Printed
from layerlab.training.role_optimizer import RoleOptimizer
from layerlab.training.schedules import Plateau


@dataclass(frozen=True)
class PrintedSetting:
    """A setting that can change, as the script calls it."""

    live: LiveSetting
    name: str
    """Among the changes of the run: `learning_rate`, with several networks `generator.learning_rate`."""
    argument: str
    """As an argument of the algorithm's step: `clip_norm`, with several networks `generator_clip_norm`."""

    @property
    def initial(self) -> float:
        """As the experiment has it before any change."""
        return float(getattr(self.live.owner, self.live.field))

    @property
    def is_usual(self) -> bool:
        """Whether the experiment has what its class has by default."""
        default: object = type(self.live.owner).model_fields[self.live.field].default
        return self.initial == default

    @property
    def constant(self) -> str:
        """The constant at the head of the script."""
        return self.argument.upper()


@dataclass(frozen=True)
class Learner:
    """A network with an optimizer of its own."""

    role: str
    given: RoleOptimizer
    variable: str
    """What the optimizer is called."""
    prefix: str
    """Of its constants; empty where it is the only one."""

    def constants(self) -> list[str]:
        """Its learning rate, and the fields of its schedule."""
        fields: dict[str, Argument] = self.given.schedule.model_dump()
        lines = [f"{self.prefix}LEARNING_RATE = {self.given.optimizer.learning_rate!r}"]
        own = (name for name in self._rate_arguments() if name not in ("steps_per_epoch", "watched"))
        lines += [f"{self.prefix}{name.upper()} = {fields[name]!r}" for name in own]
        return [*lines, *([f"{self.prefix}AVERAGE = {self.given.average!r}"] if self.given.average else [])]

    @property
    def watches(self) -> str:
        """Which losses its schedule waits for to stop falling: `test`, `train` or none."""
        return self.given.schedule.watch if isinstance(self.given.schedule, Plateau) else ""

    @property
    def average(self) -> str:
        """What the average of its weights is called."""
        return f"{self.prefix.lower()}average"

    @property
    def rate_function(self) -> str:
        """The name of the schedule's function."""
        return RATES[self.given.schedule.kind].__name__

    def rate(self, base: str) -> str:
        """The learning rate of `step`."""
        known = {"steps_per_epoch": "steps_per_epoch", "watched": f"{self.watches}_losses_watched"}
        more = [known.get(name, f"{self.prefix}{name.upper()}") for name in self._rate_arguments()]
        return f"{self.rate_function}({', '.join([base, 'step', 'total', *more])})"

    def _rate_arguments(self) -> tuple[str, ...]:
        return tuple(more_arguments(self.given.schedule))


def start_constant(experiment: Experiment, role: str) -> str:
    """What the script calls the file of weights that a network begins with."""
    return "START" if len(experiment.algorithm.roles) == 1 else f"{role.upper()}_START"


@dataclass(frozen=True)
class PrintedSettings:
    """What an experiment and the changes of its run come to, as source."""

    experiment: Experiment
    table: Table
    compute: Compute = USUAL

    @cached_property
    def data(self) -> ScriptData:
        """What it is trained on."""
        return ScriptData(self.experiment)

    @cached_property
    def printed(self) -> Printed:
        """What the algorithm says of its script."""
        printed = self.experiment.algorithm.printed
        networks = self.experiment.networks.values()
        weights = [_weights(network) for network in networks]
        several = [each for each in weights if len(each) > 1]
        return printed.with_heads(several[0]) if several else printed

    @property
    def is_extended(self) -> bool:
        """Whether the run became longer while it went."""
        return TOTAL_STEPS in self.table

    @property
    def patience(self) -> int:
        """Evaluations without gain after which the run ends; 0 where it never does."""
        return self.experiment.pace.early_stopping.patience

    @cached_property
    def learners(self) -> tuple[Learner, ...]:
        """The networks that learn."""
        roles = [role.name for role in self.experiment.algorithm.roles if role.optimised]
        alone = len(roles) == 1
        return tuple(
            Learner(
                role,
                self.experiment.optimizers[role],
                "optimizer" if alone else f"{role}_optimizer",
                "" if alone else f"{role.upper()}_",
            )
            for role in roles
        )

    @property
    def watched(self) -> tuple[str, ...]:
        """Which losses schedules wait for to stop falling."""
        known = {learner.watches for learner in self.learners}
        return tuple(name for name in ("test", "train") if name in known)

    def constants(self) -> list[str]:
        """Lines for the head of the script."""
        length = self.experiment.pace.length
        lines = [
            f"SEED = {self.experiment.seed!r}",
            f"STEPS = {length.steps!r}" if isinstance(length, Steps) else f"EPOCHS = {length.epochs!r}",
            f"BATCH_SIZE = {self.experiment.pace.batch_size!r}",
            *(line for learner in self.learners for line in learner.constants()),
            *(line for rates in self.layer_rates.values() for line in rates.constant()),
            *self._start_constants(),
            *(f"{setting.constant} = {setting.initial!r}" for setting in self._used()),
        ]
        if self.patience:
            lines.append(
                f"PATIENCE = {self.patience!r}  # evaluations without a {self._gain}, before the end"
            )
        if self.table:
            lines += ["CHANGES = {  # made while the run trained: by name, from which step on which value"]
            lines += [_entry(self._key(path), values) for path, values in self.table.items()]
            lines += ["}"]
        return [*lines, *self._evaluation_constants()]

    def optimizer_lines(self) -> Iterator[str]:
        """What is set in the optimizers before each step."""
        for learner in self.learners:
            rates = self.layer_rates.get(learner.role)
            yield from rates.lines(self.printed.name_of(learner.role)) if rates else ()
            yield f"for group in {learner.variable}.param_groups:"
            base = learning_rate_of(learner.role)
            rate = learner.rate(self._value(base, f"{learner.prefix}LEARNING_RATE"))
            yield f'    group["lr"] = {rate}{rates.factor if rates else ""}'
            for path, setting in self._settings.items():
                place = setting.live.place
                if (
                    isinstance(place, SettingPlace)
                    and not place.node
                    and place.role == learner.role
                    and path != base
                    and path in self.table
                ):
                    yield f'    group["{place.attribute}"] = {self._value(path)}'

    def network_lines(self) -> list[str]:
        """What is set in the networks before each step."""
        return [*self._attribute_lines(), *self.switches.lines(self._value)]

    @cached_property
    def switches(self) -> Switches:
        """What is switched off, at first or later."""
        told = {
            path: setting
            for path, setting in self._settings.items()
            if isinstance(setting.live.place, Switch) and (setting.initial or path in self.table)
        }
        return Switches(
            self.experiment,
            {path: each.live.place for path, each in told.items() if isinstance(each.live.place, Switch)},
            frozenset(path for path in told if path in self.table),
            self.printed.name_of,
        )

    def _attribute_lines(self) -> list[str]:
        places = [(path, self._settings[path].live.place) for path in self.table if path in self._settings]
        name_of = self.printed.name_of
        return [
            f"{name_of(place.role)}.{attribute_source(place.node)}.{place.attribute} = {self._value(path)}"
            for path, place in places
            if isinstance(place, SettingPlace) and place.node
        ]

    @cached_property
    def layer_rates(self) -> dict[str, LayerRates]:
        """By role of the networks whose layers do not all learn at one rate."""
        found = {}
        for learner in self.learners:
            own = {
                path: setting
                for path, setting in self._settings.items()
                if isinstance(setting.live.place, LayerRate) and setting.live.role == learner.role
            }
            told = {
                setting.live.place.layer: setting.initial
                for path, setting in own.items()
                if isinstance(setting.live.place, LayerRate) and (setting.initial != 1 or path in self.table)
            }
            if told:
                changes = any(path in self.table for path in own)
                key = "" if len(self.experiment.algorithm.roles) == 1 else f"{learner.role}."
                found[learner.role] = LayerRates(learner.prefix, told, changes, f"{key}rate:")
        return found

    def _start_constants(self) -> list[str]:
        roles = [role.name for role in self.experiment.algorithm.roles if role.name in self.experiment.start]
        return [
            f"{start_constant(self.experiment, role)} = {text_source(start_name(self.experiment, role))}"
            "  # weights to begin with: a file beside this script"
            for role in roles
        ]

    def step_arguments(self) -> str:
        """What the training step gets beside networks, optimizers and batch."""
        return "".join(
            f", {setting.argument}={self._value(setting.live.path, setting.constant)}"
            for setting in self._used()
        )

    @property
    def stops_by(self) -> Metric:
        """What early stopping goes by."""
        name = self.experiment.pace.early_stopping.metric
        metrics = self.experiment.algorithm.metrics
        return next(metric for metric in metrics if metric.series == "evaluation" and metric.name == name)

    @property
    def _gain(self) -> str:
        wished = {"lower": "lower", "higher": "higher", "neither": "better"}[self.stops_by.better]
        return f"{wished} test {self.stops_by.name}"

    def _used(self) -> list[PrintedSetting]:
        """What the algorithm's step reads and can change; its function knows the defaults of the others."""
        return [
            setting
            for path, setting in self._settings.items()
            if setting.live.place is None and (path in self.table or not setting.is_usual)
        ]

    @cached_property
    def _settings(self) -> dict[str, PrintedSetting]:
        return {live.path: self._printed(live) for live in live_settings(self.experiment)}

    def _printed(self, live: LiveSetting) -> PrintedSetting:
        alone = len(self.experiment.algorithm.roles) == 1 or not live.role
        name = live.field
        if isinstance(live.place, LayerRate):
            name = f"rate:{live.place.layer}"
        elif isinstance(live.place, Switch):
            name = f"off:{torch_name(live.place.node)}"
        elif isinstance(live.owner, Layer) and live.place:
            kind = type(live.owner).model_fields["kind"].default
            more = "" if len(live.owner.live_fields.keys() - {RATE}) == 1 else f".{live.field}"
            name = f"{kind}:{live.place.node}{more}"
        argument = live.field if alone else f"{live.role}_{live.field}"
        return PrintedSetting(live, name if alone else f"{live.role}.{name}", argument)

    def _key(self, path: str) -> str:
        return self._settings[path].name if path in self._settings else path

    def _value(self, path: str, constant: str = "") -> str:
        """The constant, or, where it was changed, what is in force at `step`."""
        initial = constant or value_source(self._settings[path].initial)
        return f'value_at(step, {initial}, CHANGES["{self._key(path)}"])' if path in self.table else initial

    def _evaluation_constants(self) -> list[str]:
        match self.experiment.pace.evaluations:
            case PerEpoch(times=times):
                return [f"EVALUATIONS_PER_EPOCH = {times!r}"]
            case EverySteps(steps=steps):
                return [f"EVALUATION_STEPS = {steps!r}"]
            case _:
                return []


def _weights(network: Network) -> tuple[float, ...]:
    """Of its answers, the main one first."""
    return tuple(node.layer.weight for node in network.nodes.values() if isinstance(node.layer, Output))


def _entry(name: str, values: dict[int, float]) -> str:
    return fill(
        f'"{name}": {values!r},',
        width=110,
        initial_indent="    ",
        subsequent_indent="        ",
        break_long_words=False,
        break_on_hyphens=False,
    )
