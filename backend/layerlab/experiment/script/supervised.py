"""The whole script of a supervised experiment."""

from __future__ import annotations

import shlex
from importlib.metadata import PackageNotFoundError, version

from layerlab.experiment.document import Experiment
from layerlab.experiment.parts import ends_of
from layerlab.experiment.script import data as script_data
from layerlab.experiment.script.own_source import definition
from layerlab.experiment.script.settings import PrintedSettings
from layerlab.network.plan import Plan, plan
from layerlab.network.source import call_source, class_source, text_source
from layerlab.training.changes import Table

ROLE, CLASS = "classifier", "Classifier"
EVALUATION_BATCH = 250


def supervised_script(experiment: Experiment, name: str, table: Table) -> str:
    """From the first line to the last."""
    dataset, settings = experiment.dataset, PrintedSettings(experiment, table)
    planned = plan(experiment.networks[ROLE], ends_of(experiment)[ROLE], ROLE)
    title = _one_line(experiment.title) or "An experiment"
    body = [
        _section("The network"),
        *_network(planned, title),
        _section("The data"),
        *script_data.functions(dataset),
        *(definition("training/inputs.py", name) for name in ("to_inputs", "to_targets")),
        _TEST_BATCHES,
        _section(
            "Randomness: everything comes from the seed and a place, nothing from what was drawn before"
        ),
        definition("nn/seeding.py", "mix"),
        definition("nn/initialise.py", "initialise"),
        *(definition("training/order.py", name) for name in ("epoch_order", "reseed")),
        _section("Training"),
        *(definition("training/pace.py", name) for name in ("steps_in_epoch", "evaluates_after")),
        *([definition("training/pace.py", "evaluations_without_gain")] if settings.patience else []),
        definition("training/learning_rate.py", settings.rate_function()),
        *([definition("training/changes.py", "value_at")] if table else []),
        definition("algorithms/supervised/step.py", "train_step"),
        definition("training/modes.py", "evaluation_mode"),
        definition("algorithms/supervised/step.py", "evaluate_classifier"),
        definition("experiment/script/standalone.py", "choose_device"),
        definition("training/exactness.py", "make_exact"),
        _main(settings),
    ]
    needs_math = any("math." in part for part in body)
    head = [_head(experiment, title, name), _imports(experiment, needs_math), "", _constants(settings)]
    parts = ["\n".join(head), *body]
    return "\n\n".join(part if part.startswith("# ---") else part.rstrip("\n") + "\n" for part in parts)


def _one_line(text: str) -> str:
    """A title that can stand in a docstring: one line, without quotes or backslashes."""
    kept = "".join(c if c.isprintable() else " " for c in text)
    return " ".join(kept.replace("\\", "/").replace('"', "'").split())


def _torch_version() -> str:
    try:
        return version("torch").partition("+")[0]
    except PackageNotFoundError:
        return "2"


def _head(experiment: Experiment, title: str, name: str) -> str:
    command = f"python {_one_line(shlex.quote(name))}"
    width = len(command) + 22
    usage = (
        (command, "train, and tell the test accuracy as it rises"),
        (f"{command} --losses losses.txt", "also write the loss of every step"),
        (f"{command} --data FILE", "take the data from this file instead of looking for it"),
    )
    lines = "\n".join(f"    {typed:{width}}{does}" for typed, does in usage)
    return f'''"""{title}

Made with Layerlab. Needs PyTorch and NumPy only. With PyTorch {_torch_version()} and a processor (or NVIDIA GPU) of the
same kind, every loss is that of the run in Layerlab, bit for bit.

{lines}

Data: {experiment.dataset.attribution}.
"""
'''


def _imports(experiment: Experiment, needs_math: bool) -> str:
    modules = ["argparse", "os", "time", *script_data.imports(experiment.dataset)]
    if needs_math:
        modules.append("math")
    lines = [f"import {module}" for module in sorted(modules)]
    return "\n".join(
        [
            "from __future__ import annotations",
            "",
            *lines,
            "from collections.abc import Iterable, Iterator",
            "from contextlib import contextmanager",
            "from pathlib import Path",
            "",
            "import numpy as np",
            "import torch",
            "import torch.nn.functional as F",
            "from torch import Tensor, nn",
            "from torch.optim import Optimizer",
        ]
    )


def _constants(settings: PrintedSettings) -> str:
    lines = [*settings.constants(), f"EVALUATION_BATCH = {EVALUATION_BATCH}"]
    return "\n".join(lines) + "\n\n" + script_data.constants(settings.experiment.dataset)


def _section(title: str) -> str:
    return f"# --- {title} " + "-" * max(3, 103 - len(title))


def _network(planned: Plan, title: str) -> list[str]:
    used = {step.call.target for step in planned.steps}
    own = [definition(f"nn/{name.lower()}.py", name) for name in ("Add", "Concat") if name in used]
    return [*own, class_source(planned, CLASS, f"The network of {title}.")]


_TEST_BATCHES = '''def test_batches(images: Tensor, labels: Tensor) -> Iterator[tuple[Tensor, Tensor]]:
    """The whole test set in its own order."""
    for first in range(0, len(images), EVALUATION_BATCH):
        rows = slice(first, first + EVALUATION_BATCH)
        yield to_inputs(images[rows], MEAN, STD), to_targets(labels[rows])
'''


def _main(settings: PrintedSettings) -> str:
    experiment = settings.experiment
    optimizer = call_source(experiment.algorithm.optimizer.call(), f"{ROLE}.parameters()")
    adjusted = [*settings.optimizer_lines(), *settings.network_lines(ROLE)]
    return _MAIN.format(
        device=text_source(experiment.device),
        file=script_data.source_of(experiment.dataset).file,
        optimizer=optimizer.replace(
            f"lr={experiment.algorithm.optimizer.learning_rate!r}", "lr=LEARNING_RATE", 1
        ),
        length=_indented(4, _length(settings)),
        begin=_indented(8, _begin(settings)),
        adjust=_indented(8, adjusted),
        more=settings.step_arguments(),
        end=_indented(12, _end(settings)),
    )


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

    classifier = Classifier()
    initialise(classifier, mix(SEED, "classifier"))
    classifier.to(device).train()
    optimizer = {optimizer}

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
{adjust}        loss, accuracy = train_step(classifier, optimizer, inputs, targets{more})
        losses.append(loss)
        if evaluates_after(step, steps_per_epoch, EVALUATIONS_PER_EPOCH):
            test = test_batches(test_images, test_labels)
            test_loss, test_accuracy, *_ = evaluate_classifier(classifier, test)
            print(
                f"step {{step}} of {{total}}  loss {{loss.item():.4f}}  test loss {{test_loss:.4f}}  "
                f"test accuracy {{test_accuracy:.2%}}  {{time.perf_counter() - started:.1f}} s",
                flush=True,
            )
{end}
    if options.losses:
        options.losses.write_text("".join(f"{{loss.item().hex()}}\\n" for loss in losses))
    if options.weights:
        torch.save(classifier.state_dict(), options.weights)


if __name__ == "__main__":
    main()
"""
