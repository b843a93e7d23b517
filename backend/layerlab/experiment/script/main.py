"""The `main` of an exported script: what the session and the loop of a run do, as a person would write it down.

It calls the functions that they call. What lies between the calls is told again here, since a session that can be
paused, changed and resumed is no text for learners; the contract tests compare the losses of both, bit for bit.
"""

from __future__ import annotations

from layerlab.experiment.document import Experiment
from layerlab.experiment.parts import reads_by_length, reads_in_order
from layerlab.experiment.script.data import ScriptData
from layerlab.experiment.script.lines import WIDTH, folded
from layerlab.experiment.script.parts import ScriptPart, written
from layerlab.experiment.script.settings import Learner, PrintedSettings, start_constant
from layerlab.network.drawn import drawn_names
from layerlab.network.source import call_source, text_source
from layerlab.protocol.metrics import falling
from layerlab.training.pace import EverySteps, Never, PerEpoch, Steps

FIGURES_WIDTH = 110
"""Where a line of figures is broken."""

_IMPORTS = """
import argparse
import time
from pathlib import Path
from functools import partial
import torch
import torch.nn.functional as F
from torch import Tensor
from layerlab.algorithms.supervised.weighted import balanced_weights
from layerlab.algorithms.supervised.among_first import evaluate_with_top
from layerlab.nn.carrying import first_states
from layerlab.training.averaging import averaged, begin_average, follow, with_loss
from layerlab.training.factors import factor_of
from layerlab.training.layer_rates import freeze, layer_groups
from layerlab.training.pace import steps_in_epoch
from layerlab.training.start import begin_with, read_weights
from layerlab.training.streams import stream_rows
from layerlab.training.switching import switch
from layerlab.training.writing import generate
"""

TOLD_STEPS = 100
"""A script without evaluations tells its loss so often."""


def class_name(role: str) -> str:
    """What the class of a role's network is called."""
    return "".join(word.capitalize() for word in role.split("_"))


def main(settings: PrintedSettings) -> ScriptPart:
    """From the options to the files that are written at the end."""
    experiment = settings.experiment
    printed = settings.printed
    networks = {role.name: printed.name_of(role.name) for role in experiment.algorithm.roles}
    adjusted = [*settings.optimizer_lines(), *settings.network_lines()]
    averages = [learner for learner in settings.learners if learner.given.average]
    text = _MAIN.format(
        device=text_source(experiment.device),
        data_option=_indented(4, _data_option(settings.data)),
        given="" if settings.data.is_made else "options.data",
        arrays=_indented(4, folded(f"{', '.join(settings.data.arrays)} = arrays", 4)),
        first=settings.data.first,
        batch=_indented(8, settings.data.batch),
        epochs=_indented(4, _epochs_option(settings)),
        threads=_indented(4, _threads(settings)),
        networks=_indented(
            4, [line for role, name in networks.items() for line in _network(role, name, settings)]
        ),
        optimizers=_indented(
            4,
            [
                *(_optimizer(learner, networks[learner.role], settings) for learner in settings.learners),
                *(f"{each.average} = begin_average({networks[each.role]})" for each in averages),
                *_before(settings),
            ],
        ),
        epoch=_indented(4, _epoch(settings)),
        length=_indented(4, _length(settings)),
        rows=_indented(8, _rows(settings)),
        begin=_indented(8, _begin(settings)),
        adjust=_indented(8, adjusted),
        step=_indented(
            8,
            [
                printed.step.format(settings=settings.step_arguments()),
                *(
                    f"follow({each.average}, {networks[each.role]}, {each.prefix}AVERAGE, step)"
                    for each in averages
                ),
                *(["watched = with_loss(watched, loss)"] * _on_train(settings)),
            ],
        ),
        told=_told(settings),
        after=_indented(4, _after(settings)),
        saved=_indented(4, _saved(networks, settings)),
    )
    return written(text, _IMPORTS)


def _epoch(settings: PrintedSettings) -> list[str]:
    """How long a pass over the data is, where anybody asks."""
    pace, asked = settings.experiment.pace, [*settings.optimizer_lines()]
    by_steps = isinstance(pace.length, Steps) and not isinstance(pace.evaluations, PerEpoch)
    if reads_in_order(settings.experiment) and by_steps and "steps_per_epoch" not in "".join(asked):
        return []
    lines = [f"steps_per_epoch = steps_in_epoch(len({settings.data.first}), BATCH_SIZE)"]
    if reads_by_length(settings.experiment):
        lines.append(f"lengths = unpadded({settings.data.first})[1].cpu()")
    return lines


def _rows(settings: PrintedSettings) -> list[str]:
    """Which samples a step sees."""
    first = settings.data.first
    if reads_in_order(settings.experiment):
        return [f"rows = stream_rows(len({first}), BATCH_SIZE, step).to(device)"]
    drawn = f"epoch_order(len({first}), SEED, epoch)"
    if reads_by_length(settings.experiment):
        drawn = "order_by_length(lengths, BATCH_SIZE, SEED, epoch)"
    return [
        "epoch, place = divmod(step - 1, steps_per_epoch)",
        "if place == 0:",
        f"    order = {drawn}.to(device)",
        "rows = order[place * BATCH_SIZE : (place + 1) * BATCH_SIZE]",
    ]


def _before(settings: PrintedSettings) -> list[str]:
    """What the algorithm needs to know of all the data."""
    target = settings.data.parts.get("target")
    told = {"target": f"train_{target.plural}", "classes": target.value.categories} if target else {}
    return [line.format(**told) for line in settings.printed.before]


def _after(settings: PrintedSettings) -> list[str]:
    """What the algorithm tells when all is learnt."""
    parts = settings.data.parts.values()
    clocks, marks = [part.clock for part in parts if part.clock], [part.mark for part in parts if part.mark]
    mark = f", mark={text_source(marks[0])}" if marks else ""
    told = {"{lag}": repr(clocks[0].lag if clocks else 0), "{mark}": mark}
    lines = list(settings.printed.after)
    for name, value in told.items():
        lines = [line.replace(name, value) for line in lines]
    return [part for line in lines for part in folded(line, 4)]


def _threads(settings: PrintedSettings) -> list[str]:
    """More than the one that `make_exact` leaves."""
    if settings.compute.threads == 1:
        return []
    return [f"torch.set_num_threads({settings.compute.threads})"]


def _network(role: str, name: str, settings: PrintedSettings) -> list[str]:
    to = "device"
    if settings.compute.memory_format != "contiguous":
        to += f", memory_format=torch.{settings.compute.memory_format}"
    lines = [
        f"{name} = {class_name(name)}()",
        *_first_weights(name, f"mix(SEED, {text_source(role)})", drawn(settings.experiment, role)),
    ]
    if role in settings.experiment.start:
        file = start_constant(settings.experiment, role)
        lines.append(f"begin_with({name}, read_weights(Path(__file__).with_name({file})))")
    lines.append(f"{name}.to({to}).train()")
    rates = settings.layer_rates.get(role)
    if rates and not rates.changes:
        lines.append(f"freeze({name}, {rates.name})")
    return [*lines, *settings.switches.first_lines(role)]


def drawn(experiment: Experiment, role: str) -> dict[str, str]:
    """What of a network is drawn by other names than its own."""
    return drawn_names(experiment.networks[role], experiment.blocks)


def _first_weights(name: str, seed: str, formerly: dict[str, str]) -> list[str]:
    if not formerly:
        return [f"initialise({name}, {seed})"]
    return [
        "# Layers that were put together into a block are drawn by the names that they had before.",
        f"initialise_as({name}, {seed}, {{",
        *(f"    {text_source(own)}: {text_source(former)}," for own, former in formerly.items()),
        "})",
    ]


def _optimizer(learner: Learner, network: str, settings: PrintedSettings) -> str:
    optimizer = learner.given.optimizer
    grouped = learner.role in settings.layer_rates or learner.role in settings.switches.roles
    weights = f"layer_groups({network})" if grouped else f"{network}.parameters()"
    call = call_source(optimizer.call(), weights)
    constant = f"lr={learner.prefix}LEARNING_RATE"
    return f"{learner.variable} = {call.replace(f'lr={optimizer.learning_rate!r}', constant, 1)}"


def _data_option(data: ScriptData) -> list[str]:
    if data.is_made:
        return []
    told = f"{data.dataset.origin.file}, or a folder of .npy files"
    given = f'"--data", type=Path, metavar="FILE", help="{told}"'
    option = f"parser.add_argument({given})"
    return [option] if len(option) + 4 <= WIDTH else ["parser.add_argument(", f"    {given}", ")"]


def _epochs_option(settings: PrintedSettings) -> list[str]:
    if isinstance(settings.experiment.pace.length, Steps):
        return []
    return ['parser.add_argument("--epochs", type=int, default=EPOCHS, help="passes over the training data")']


def _length(settings: PrintedSettings) -> list[str]:
    """How many steps there are, and what early stopping keeps."""
    counts_steps = isinstance(settings.experiment.pace.length, Steps)
    planned = "STEPS" if counts_steps else "options.epochs * steps_per_epoch"
    lines = [f"total = {planned}"]
    if settings.is_extended:
        lines = [f"planned = {planned}", 'total = list(CHANGES["total_steps"].values())[-1]']
    lines += ["test_losses: list[float] = []"] if settings.patience else []
    lines += [f"{name}_losses_watched: list[float] = []" for name in settings.watched]
    return [
        *lines,
        *(["watched = torch.zeros(2, device=device)"] * _on_train(settings)),
    ]


def _on_train(settings: PrintedSettings) -> bool:
    """Whether a schedule goes by the losses of the steps."""
    return "train" in settings.watched


def _evaluation(settings: PrintedSettings) -> list[str]:
    """The test set is asked, of networks as their averages are where they have any; what schedules watch is noted."""
    printed, lines = settings.printed, [f"test = test_batches({settings.data.test_arguments})"]
    swapped = [
        f"averaged({printed.name_of(each.role)}, {each.average})"
        for each in settings.learners
        if each.given.average
    ]
    if swapped:
        lines += [f"with {', '.join(swapped)}:", f"    {printed.evaluation}"]
    else:
        lines.append(printed.evaluation)
    if "test" in settings.watched:
        (lowest, *_) = falling(settings.experiment.algorithm.metrics, "evaluation")
        lines.append(f"test_losses_watched.append(test_{lowest.name})")
    if _on_train(settings):
        lines += [
            "train_losses_watched.append((watched[0] / watched[1]).item())",
            "watched = torch.zeros(2, device=device)",
        ]
    return lines


def _begin(settings: PrintedSettings) -> list[str]:
    """What an extension means for a step."""
    if not settings.is_extended:
        return []
    lines = ['total = value_at(step, planned, CHANGES["total_steps"])']
    if settings.patience:
        lines += ['if step in CHANGES["total_steps"]:', "    test_losses.clear()"]
    return lines


def _told(settings: PrintedSettings) -> str:
    """What is told of the run while it goes, with an evaluation where it has any."""
    pace, printed = settings.experiment.pace, settings.printed
    last = " or step == total"
    evaluation, figures = _evaluation(settings), [*printed.figures, *printed.test_figures]
    match pace.evaluations:
        case PerEpoch():
            due = "evaluates_after(step, steps_per_epoch, EVALUATIONS_PER_EPOCH)"
            due += last if isinstance(pace.length, Steps) else ""
        case EverySteps():
            due = f"step % EVALUATION_STEPS == 0{last}"
        case Never():
            due, evaluation, figures = f"step % {TOLD_STEPS} == 0{last}", [], [*printed.figures]
    lines = [
        f"if {due}:",
        *(f"    {line}" for line in evaluation),
        "    print(",
        *(f"        {line}" for line in _figures(figures)),
        "        flush=True,",
        "    )",
        *(f"    {line}" for line in (_end(settings) if evaluation else [])),
    ]
    return _indented(8, lines)


def _figures(told: list[str]) -> list[str]:
    """Strings that Python joins: where the run stands, the algorithm's figures, the time."""
    pieces = ["step {step} of {total}", *told, "{time.perf_counter() - started:.1f} s"]
    lines = [""]
    for piece in [*(f"{piece}  " for piece in pieces[:-1]), pieces[-1]]:
        if lines[-1] and 16 + len(lines[-1]) + len(piece) + len('f""') > FIGURES_WIDTH:
            lines.append("")
        lines[-1] += piece
    return [*(f'f"{line}"' for line in lines[:-1]), f'f"{lines[-1]}",']


def _end(settings: PrintedSettings) -> list[str]:
    """Whether the run ends after an evaluation."""
    if not settings.patience:
        return []
    sign = "-" if settings.stops_by.better == "higher" else ""
    gone_on = ' and step + 1 not in CHANGES["total_steps"]' if settings.is_extended else ""
    return [
        f"test_losses.append({sign}test_{settings.stops_by.name})",
        f"if evaluations_without_gain(test_losses) >= PATIENCE{gone_on}:",
        "    break",
    ]


def _saved(networks: dict[str, str], settings: PrintedSettings) -> list[str]:
    """What is saved: the weights of one network, those of several by role; as they are tested."""
    states = {role: f"{name}.state_dict()" for role, name in networks.items()}
    (first, *others) = states.values()
    state = (
        f"{{{', '.join(f'{text_source(role)}: {each}' for role, each in states.items())}}}"
        if others
        else first
    )
    save = f"torch.save({state}, options.weights)"
    swapped = [
        f"averaged({networks[each.role]}, {each.average})" for each in settings.learners if each.given.average
    ]
    if not swapped:
        return ["if options.weights:", f"    {save}"]
    return ["if options.weights:", f"    with {', '.join(swapped)}:", f"        {save}"]


def _indented(spaces: int, lines: list[str]) -> str:
    return "".join(f"{' ' * spaces}{line}\n" for line in lines)


_MAIN = """def main() -> None:
    parser = argparse.ArgumentParser(description="Train the network of this script.")
{data_option}\
    parser.add_argument("--losses", type=Path, metavar="FILE", help="write each step's loss as a hexadecimal float")
    parser.add_argument("--weights", type=Path, metavar="FILE", help="save the trained weights (torch.save)")
{epochs}    parser.add_argument("--steps", type=int, help="stop early, after so many steps")
    parser.add_argument("--device", default={device}, help="cpu, cuda, mps, or auto: the fastest there is")
    options = parser.parse_args()

    device = choose_device(options.device)
    make_exact(device)
{threads}    arrays = [torch.from_numpy(array).to(device) for array in load_data({given})]
{arrays}
{networks}{optimizers}
{epoch}{length}    losses: list[Tensor] = []
    started = time.perf_counter()
    for step in range(1, min(total, options.steps or total) + 1):
{begin}{rows}{batch}        reseed(SEED, step, device)
{adjust}{step}        losses.append(loss)
{told}
{after}    if options.losses:
        options.losses.write_text("".join(f"{{loss.item().hex()}}\\n" for loss in losses))
{saved}

if __name__ == "__main__":
    main()
"""
