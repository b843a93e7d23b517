"""Exported scripts, letter for letter as they were recorded: whoever rebuilds the printer sees what it prints.

`PYTHONPATH=tests python tests/golden/test_scripts.py` records them anew; look at the difference, and say in the commit
why it is wanted.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from layerlab.experiment.check import check_experiment
from layerlab.experiment.export import export_pytorch
from support.golden_experiments import SCRIPTS, changed, extended

FOLDER = Path(__file__).with_name("scripts")
VARIANTS = {"plain": lambda _: (), "changed": changed, "extended": extended}
CASES = [(name, variant) for name in SCRIPTS for variant in VARIANTS]


def script_of(name: str, variant: str) -> str:
    """The text, without the number of the PyTorch that happens to be here."""
    experiment = SCRIPTS[name]
    script = export_pytorch(experiment, changes=VARIANTS[variant](experiment))
    return re.sub(r"(With PyTorch )[\d.]+( )", r"\g<1>VERSION\2", script, count=1)


def place(name: str, variant: str) -> Path:
    # No .py: they are what is printed, not what the house's linters read.
    return FOLDER / f"{name}_{variant}.txt"


@pytest.mark.parametrize(("name", "variant"), CASES)
def test_the_script_is_as_recorded(name: str, variant: str) -> None:
    script = script_of(name, variant)
    ast.parse(script)
    assert script == place(name, variant).read_text(encoding="utf-8")


def test_every_recorded_script_has_its_experiment() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {place(*case).name for case in CASES}


@pytest.mark.parametrize("name", SCRIPTS)
def test_the_recorded_experiments_are_sound(name: str) -> None:
    assert check_experiment(SCRIPTS[name]).problems == ()


def record() -> None:
    """Write the scripts of today."""
    FOLDER.mkdir(exist_ok=True)
    for path in FOLDER.iterdir():
        path.unlink()
    for case in CASES:
        place(*case).write_text(script_of(*case), encoding="utf-8")


if __name__ == "__main__":
    record()
