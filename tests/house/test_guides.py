"""What the guides for people name is there: files, folders, tests, and the licence."""

from __future__ import annotations

import re
import tomllib

import pytest

from support import repository

GUIDES = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/architecture.md"]
ROOTS = [
    "",
    "backend/layerlab/",
    "frontend/src/",
    "frontend/src/locales/",
    "frontend/src/features/run/",
    "docs/",
]
"""Where a path in a guide may begin."""
FROM_ELSEWHERE = {"lenet.py", "losses.txt", "my_experiment.json", "layers/gelu.py"}
"""Made by the reader, not by us."""
LINK = re.compile(r"\]\((?!https?://)([^)#\s]+)")
PATH = re.compile(r"`([\w./-]+(?:/|\.(?:py|tsx?|md|json|toml|npz)))`")
COMMAND = re.compile(r"(?<=\s)(?:tests|tools|src)/[\w/]+\.(?:py|ts)\b")
TEXTS = {name: (repository.ROOT / name).read_text(encoding="utf-8") for name in GUIDES}


def is_there(path: str) -> bool:
    if "/" not in path:
        return any(file.name == path for file in repository.files())
    return any((repository.ROOT / root / path).exists() for root in [*ROOTS, "frontend/"])


@pytest.mark.parametrize("guide", GUIDES)
def test_links_lead_somewhere(guide: str) -> None:
    folder = (repository.ROOT / guide).parent
    assert [link for link in LINK.findall(TEXTS[guide]) if not (folder / link).exists()] == []


@pytest.mark.parametrize("guide", GUIDES)
def test_paths_are_there(guide: str) -> None:
    named = {*PATH.findall(TEXTS[guide]), *COMMAND.findall(TEXTS[guide])} - FROM_ELSEWHERE
    assert sorted(path for path in named if not is_there(path)) == []


def test_named_tests_are_there() -> None:
    for file, test in re.findall(r"(tests/[\w/]+\.py)::(\w+)", TEXTS["CONTRIBUTING.md"]):
        assert f"def {test}(" in (repository.ROOT / file).read_text(encoding="utf-8")


def test_the_breakpoint_of_the_guide_stands_where_it_says() -> None:
    file, line = re.search(r'"b (backend/\S+):(\d+)"', TEXTS["CONTRIBUTING.md"]).groups()
    lines = (repository.ROOT / file).read_text(encoding="utf-8").splitlines()
    assert lines[int(line) - 1].strip() == "logits = network(inputs)"


def test_the_licence_is_the_one_that_the_package_declares() -> None:
    project = tomllib.loads((repository.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["license"] == "Apache-2.0"
    text = (repository.ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "Apache License" in text
    assert "END OF TERMS AND CONDITIONS" in text
    for pattern in project["license-files"]:
        assert list(repository.ROOT.glob(pattern)), pattern
        ignored = (repository.ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
        assert f"!{pattern.split('/')[0]}" in ignored, "the image is built with it"
