"""What a learner reads in tooltips stands in the docstrings: line one, shape, source."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from typing import Any

import pytest

from layerlab.algorithms import AnyAlgorithm
from layerlab.datasets import AnyDataset
from layerlab.kit.members import members
from layerlab.layers import AnyLayer
from layerlab.probes import AnyProbe
from layerlab.protocol.frames import Frame
from layerlab.training.optimizers import AnyOptimizer
from layerlab.training.schedules import AnySchedule

LAYERS, DATASETS = members(AnyLayer), members(AnyDataset)
ALGORITHMS, PROBES, FRAMES = members(AnyAlgorithm), members(AnyProbe), members(Frame)
OPTIMIZERS, SCHEDULES = members(AnyOptimizer), members(AnySchedule)

ALL = [
    *(
        cls
        for family in (LAYERS, DATASETS, ALGORITHMS, PROBES, FRAMES, OPTIMIZERS, SCHEDULES)
        for cls in family.values()
    )
]
SHAPE_LINE = re.compile(r"^Shape: .+", re.MULTILINE)
SOURCE_LINE = re.compile(r"^Source: .*\b(1[89]|20)\d\d\b", re.MULTILINE)


def doc(cls: type[Any]) -> str:
    return inspect.cleandoc(cls.__dict__.get("__doc__") or "")


@pytest.mark.parametrize("cls", ALL, ids=lambda cls: cls.__name__)
def test_line_one_is_a_tooltip(cls: type[Any]) -> None:
    lines = doc(cls).splitlines()
    assert lines, f"{cls.__name__} has no docstring"
    assert 10 <= len(lines[0]) <= 140
    assert lines[0].endswith("."), "a full sentence"
    assert len(lines) == 1 or lines[1] == "", "line one stands alone"


@pytest.mark.parametrize("cls", [*LAYERS.values(), *DATASETS.values()], ids=lambda cls: cls.__name__)
def test_shape_is_stated(cls: type[Any]) -> None:
    assert SHAPE_LINE.search(doc(cls)), f"{cls.__name__}: a line 'Shape: (N, C, H, W) -> ...'"


CITED = [
    *LAYERS.values(),
    *DATASETS.values(),
    *ALGORITHMS.values(),
    *OPTIMIZERS.values(),
    *SCHEDULES.values(),
]
# Plumbing of the graph, which nobody invented.
UNCITED = {"input", "output", "flatten", "add", "concat", "constant"}


@pytest.mark.parametrize("cls", CITED, ids=lambda cls: cls.__name__)
def test_source_is_cited_with_its_year(cls: type[Any]) -> None:
    if cls.model_fields["kind"].default not in UNCITED:
        assert SOURCE_LINE.search(doc(cls)), f"{cls.__name__}: a line 'Source: authors, year'"


# A frame's fields are read by views, not by learners.
SET_BY_USERS = [cls for cls in ALL if cls not in FRAMES.values()]


@pytest.mark.parametrize("cls", SET_BY_USERS, ids=lambda cls: cls.__name__)
def test_every_field_states_its_effect(cls: type[Any]) -> None:
    silent = [name for name, field in cls.model_fields.items() if name != "kind" and not field.description]
    assert silent == []


@pytest.mark.parametrize("cls", [*LAYERS.values(), *DATASETS.values()], ids=lambda cls: cls.__name__)
def test_file_kind_and_class_have_one_name(cls: type[Any]) -> None:
    kind = cls.model_fields["kind"].default
    assert cls.__module__.rsplit(".", 1)[-1] == kind
    # A block is what a document says it is; its layer is the use of one.
    assert cls.__name__.removeprefix("Use").lower() == kind.replace("_", "")


@pytest.mark.parametrize("cls", [*ALGORITHMS.values(), *PROBES.values()], ids=lambda cls: cls.__name__)
def test_folder_kind_and_class_have_one_name(cls: type[Any]) -> None:
    kind = cls.model_fields["kind"].default
    assert cls.__module__.split(".")[-2:] == [kind, "fields"]
    assert cls.__name__.lower() == kind.replace("_", "")


def test_torch_modules_cite_their_paper() -> None:
    package = importlib.import_module("layerlab.nn")
    silent = []
    for info in pkgutil.iter_modules(package.__path__):
        module = importlib.import_module(f"layerlab.nn.{info.name}")
        for name, cls in inspect.getmembers(module, inspect.isclass):
            if cls.__module__ == module.__name__ and hasattr(cls, "forward") and not doc(cls):
                silent.append(f"{module.__name__}.{name}")
    assert silent == []
