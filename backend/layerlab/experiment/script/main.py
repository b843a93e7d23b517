"""The `main` of an exported script: what the session and the loop of a run do, as a person would write it down.

It calls the functions that they call. What lies between the calls is told again here, since a session that can be
paused, changed and resumed is no text for learners; the contract tests compare the losses of both, bit for bit.
"""

from __future__ import annotations

from layerlab.experiment.document import Experiment
from layerlab.experiment.script.parts import Part, written
from layerlab.experiment.script.settings import PrintedSettings
from layerlab.network.source import call_source, text_source

WIDTH = 110
"""Where a line of figures is broken."""

_IMPORTS = """
import argparse
import time
from pathlib import Path
import torch
from torch import Tensor
"""


def class_name(role: str) -> str:
    """What the class of a role's network is called."""
    return "".join(word.capitalize() for word in role.split("_"))


def main(settings: PrintedSettings) -> Part:
    """From the options to the files that are written at the end."""
    experiment = settings.experiment
    printed = experiment.algorithm.printed
    roles = [role.name for role in experiment.algorithm.roles]
    learning = [role.name for role in experiment.algorithm.roles if role.optimised]
    optimizers = {role: "optimizer" if len(learning) == 1 else f"{role}_optimizer" for role in learning}
    adjusted = [*settings.optimizer_lines(optimizers.values()), *settings.network_lines()]
    text = _MAIN.format(
        device=text_source(experiment.device),
        file=experiment.dataset.origin.file,
        networks=_indented(4, [line for role in roles for line in _network(role)]),
        optimizers=_indented(4, [_optimizer(experiment, role, name) for role, name in optimizers.items()]),
        length=_indented(4, _length(settings)),
        begin=_indented(8, _begin(settings)),
        adjust=_indented(8, adjusted),
        step=_indented(8, [printed.step.format(settings=settings.step_arguments())]),
        evaluation=_indented(12, [printed.evaluation]),
        figures=_indented(16, _figures(printed.figures)),
        end=_indented(12, _end(settings)),
        weights=_weights(roles),
    )
    return written(text, _IMPORTS)


def _network(role: str) -> list[str]:
    return [
        f"{role} = {class_name(role)}()",
        f"initialise({role}, mix(SEED, {text_source(role)}))",
        f"{role}.to(device).train()",
    ]


def _optimizer(experiment: Experiment, role: str, name: str) -> str:
    optimizer = experiment.algorithm.optimizer
    call = call_source(optimizer.call(), f"{role}.parameters()")
    return f"{name} = {call.replace(f'lr={optimizer.learning_rate!r}', 'lr=LEARNING_RATE', 1)}"


def _length(settings: PrintedSettings) -> list[str]:
    """How many steps there are, and what early stopping keeps."""
    planned = "options.epochs * steps_per_epoch"
    lines = [f"total = {planned}"]
    if settings.is_extended:
        lines = [f"planned = {planned}", 'total = list(CHANGES["total_steps"].values())[-1]']
    return [*lines, *(["test_losses: list[float] = []"] if settings.patience else [])]


def _begin(settings: PrintedSettings) -> list[str]:
    """What an extension means for a step."""
    if not settings.is_extended:
        return []
    lines = ['total = value_at(step, planned, CHANGES["total_steps"])']
    if settings.patience:
        lines += ['if step in CHANGES["total_steps"]:', "    test_losses.clear()"]
    return lines


def _figures(told: tuple[str, ...]) -> list[str]:
    """Strings that Python joins: where the run stands, the algorithm's figures, the time."""
    pieces = ["step {step} of {total}", *told, "{time.perf_counter() - started:.1f} s"]
    lines = [""]
    for piece in [*(f"{piece}  " for piece in pieces[:-1]), pieces[-1]]:
        if lines[-1] and 16 + len(lines[-1]) + len(piece) + len('f""') > WIDTH:
            lines.append("")
        lines[-1] += piece
    return [*(f'f"{line}"' for line in lines[:-1]), f'f"{lines[-1]}",']


def _end(settings: PrintedSettings) -> list[str]:
    """Whether the run ends after an evaluation."""
    if not settings.patience:
        return []
    gone_on = ' and step + 1 not in CHANGES["total_steps"]' if settings.is_extended else ""
    return [
        "test_losses.append(test_loss)",
        f"if evaluations_without_gain(test_losses) >= PATIENCE{gone_on}:",
        "    break",
    ]


def _weights(roles: list[str]) -> str:
    """What is saved: the weights of one network as they are, those of several by role."""
    if len(roles) == 1:
        return f"{roles[0]}.state_dict()"
    return f"{{{', '.join(f'{text_source(role)}: {role}.state_dict()' for role in roles)}}}"


def _indented(spaces: int, lines: list[str]) -> str:
    return "".join(f"{' ' * spaces}{line}\n" for line in lines)


_MAIN = """def main() -> None:
    parser = argparse.ArgumentParser(description="Train the network of this script.")
    parser.add_argument("--data", type=Path, metavar="FILE", help="{file}, or a folder of .npy files")
    parser.add_argument("--losses", type=Path, metavar="FILE", help="write each step's loss as a hexadecimal float")
    parser.add_argument("--weights", type=Path, metavar="FILE", help="save the trained weights (torch.save)")
    parser.add_argument("--epochs", type=int, default=EPOCHS, help="passes over the training data")
    parser.add_argument("--steps", type=int, help="stop early, after so many steps")
    parser.add_argument("--device", default={device}, help="cpu, cuda, mps, or auto: the fastest there is")
    options = parser.parse_args()

    device = choose_device(options.device)
    make_exact(device)
    arrays = [torch.from_numpy(array).to(device) for array in load_data(options.data)]
    train_images, train_labels, test_images, test_labels = arrays

{networks}{optimizers}
    steps_per_epoch = steps_in_epoch(len(train_images), BATCH_SIZE)
{length}    losses: list[Tensor] = []
    started = time.perf_counter()
    for step in range(1, min(total, options.steps or total) + 1):
{begin}        epoch, place = divmod(step - 1, steps_per_epoch)
        if place == 0:
            order = epoch_order(len(train_images), SEED, epoch).to(device)
        rows = order[place * BATCH_SIZE : (place + 1) * BATCH_SIZE]
        inputs, targets = to_inputs(train_images[rows], MEAN, STD), to_targets(train_labels[rows])
        reseed(SEED, step, device)
{adjust}{step}        losses.append(loss)
        if evaluates_after(step, steps_per_epoch, EVALUATIONS_PER_EPOCH):
            test = test_batches(test_images, test_labels)
{evaluation}            print(
{figures}                flush=True,
            )
{end}
    if options.losses:
        options.losses.write_text("".join(f"{{loss.item().hex()}}\\n" for loss in losses))
    if options.weights:
        torch.save({weights}, options.weights)


if __name__ == "__main__":
    main()
"""
