"""The whole exported script: what a run executes, printed. An algorithm and a dataset say themselves what is theirs."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version

from layerlab.experiment.parts import ends_of, first_dataset, reads_by_length, reads_in_order
from layerlab.experiment.script.imports import import_lines
from layerlab.experiment.script.main import class_name, drawn, main
from layerlab.experiment.script.parts import ScriptPart, constant, definition, with_needs, written
from layerlab.experiment.script.settings import PrintedSettings
from layerlab.network.block_source import network_sources
from layerlab.network.plan import plan
from layerlab.training.pace import PerEpoch

RULE = "# ---"


def script_source(settings: PrintedSettings, name: str) -> str:
    """From the first line to the last. `name` is what the script's file is called."""
    title = _one_line(settings.experiment.title) or "An experiment"
    parts = with_needs(_parts(settings, title))
    head = [_head(settings, title, name), import_lines(parts), "", _constants(settings)]
    texts = ["\n".join(head), *(part.text for part in parts)]
    return "\n\n".join(text if text.startswith(RULE) else text.rstrip("\n") + "\n" for text in texts)


def _parts(settings: PrintedSettings, title: str) -> Iterator[ScriptPart]:
    """The parts in the order of reading. What one of them calls and none names here is printed right before it."""
    yield _section("The network")
    yield from _networks(settings, title)
    yield _section("The data")
    yield from settings.data.functions()
    yield _section(
        "Randomness: everything comes from the seed and a place, nothing from what was drawn before"
    )
    kept = [bool(drawn(settings.experiment, role)) for role in ends_of(settings.experiment)]
    if not all(kept):
        yield definition("nn/initialise.py", "initialise")
    if any(kept):
        yield definition("nn/initialise.py", "initialise_as")
    orders = [] if reads_in_order(settings.experiment) else ["epoch_order"]
    orders += ["order_by_length"] * reads_by_length(settings.experiment)
    for function in (*orders, "reseed"):
        yield definition("training/order.py", function)
    yield _section("Training")
    if not reads_in_order(settings.experiment):
        yield definition("training/pace.py", "steps_in_epoch")
    if isinstance(settings.experiment.pace.evaluations, PerEpoch):
        yield definition("training/pace.py", "evaluates_after")
    if settings.patience:
        yield definition("training/pace.py", "evaluations_without_gain")
    for name in dict.fromkeys(learner.rate_function for learner in settings.learners):
        yield definition("training/learning_rate.py", name)
    if settings.table:
        yield definition("training/changes.py", "value_at")
    for function in settings.printed.functions:
        yield definition(settings.printed.file, function)
    yield definition("training/device.py", "choose_device")
    yield definition("training/exactness.py", "make_exact")
    yield main(settings)


def _networks(settings: PrintedSettings, title: str) -> Iterator[ScriptPart]:
    """A class for each block and for each role, after the modules that PyTorch lacks."""
    experiment = settings.experiment
    known, printed = ends_of(experiment), settings.printed
    networks, own = [], set[str]()
    for role, ends in known.items():
        planned = plan(experiment.networks[role], ends, role, experiment.blocks)
        own |= {step.call.target for step in planned.steps if "." not in step.call.target}
        which = "network" if len(known) == 1 else role.replace("_", " ")
        networks.append((planned, class_name(printed.name_of(role)), f"The {which} of {title}."))
    imports = "\n".join(
        [
            "from torch import Tensor, nn",
            *(f"from layerlab.nn import {name}" for name in sorted(own)),
            "from layerlab.nn.initialised import initialised",
            "from layerlab.nn.lengths import unpadded",
        ]
    )
    for text in network_sources(networks):
        yield written(text, imports)


def _section(title: str) -> ScriptPart:
    return ScriptPart(f"{RULE} {title} " + "-" * max(3, 103 - len(title)))


def _one_line(text: str) -> str:
    """A title that can stand in a docstring: one line, without quotes or backslashes."""
    kept = "".join(c if c.isprintable() else " " for c in text)
    return " ".join(kept.replace("\\", "/").replace('"', "'").split())


def _torch_version() -> str:
    try:
        return version("torch").partition("+")[0]
    except PackageNotFoundError:
        return "2"


def _head(settings: PrintedSettings, title: str, name: str) -> str:
    experiment = settings.experiment
    command = f"python {_one_line(shlex.quote(name))}"
    width = len(command) + 22
    usage = (
        (command, f"train, and tell {settings.printed.tells}"),
        (f"{command} --losses losses.txt", "also write the loss of every step"),
        (f"{command} --data FILE", "take the data from this file instead of looking for it"),
    )[: 2 if settings.data.is_made else 3]
    lines = "\n".join(f"    {typed:{width}}{does}" for typed, does in usage)
    return f'''"""{title}

Made with Layerlab. Needs PyTorch and NumPy only. With PyTorch {_torch_version()} and a processor (or NVIDIA GPU) of the
same kind, every loss is that of the run in Layerlab, bit for bit.

{lines}

Data: {first_dataset(experiment).attribution}.
"""
'''


def _constants(settings: PrintedSettings) -> str:
    batch = constant("training/data.py", "EVALUATION_BATCH")
    lines = [*settings.constants(), f"EVALUATION_BATCH = {batch!r}"]
    return "\n".join(lines) + "\n\n" + settings.data.constants()
