"""The front-end build: skipped when current, started anew when a source changed, clear when it can't be done."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import build_ui
from support import repository


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small project with a front end, whose npm only writes down how it was called."""
    frontend, static = tmp_path / "frontend", tmp_path / "static"
    (frontend / "src").mkdir(parents=True)
    (frontend / "package.json").write_text("{}")
    (frontend / "package-lock.json").write_text(json.dumps({"packages": {"": {}}}))
    (frontend / "src" / "main.ts").write_text("let one = 1;")
    for name, path in {
        "ROOT": tmp_path,
        "FRONTEND": frontend,
        "STATIC": static,
        "STAMP": static / ".sources",
        "INSTALLED_LOCK": frontend / "node_modules" / ".package-lock.json",
    }.items():
        monkeypatch.setattr(build_ui, name, path)
    monkeypatch.delenv(build_ui.SKIP_VARIABLE, raising=False)
    npm = (
        "import sys, pathlib\n"
        "pathlib.Path('calls').open('a').write(' '.join(sys.argv[1:]) + chr(10))\n"
        "if sys.argv[1] == 'run':\n"
        "    pathlib.Path('../static').mkdir(exist_ok=True); pathlib.Path('../static/index.html').touch()\n"
    )
    monkeypatch.setattr(build_ui, "npm", lambda: ([sys.executable, "-c", npm], {}))
    return tmp_path


def calls(project: Path) -> list[str]:
    path = project / "frontend" / "calls"
    return [line.split()[0] for line in path.read_text().splitlines()] if path.exists() else []


def test_builds_once_and_again_after_a_change(project: Path) -> None:
    assert not build_ui.is_current()
    build_ui.build()
    assert calls(project) == ["install", "run"]
    build_ui.build()
    assert calls(project) == ["install", "run"]
    (project / "frontend" / "src" / "main.ts").write_text("let one = 2;")
    build_ui.build()
    assert calls(project)[-1] == "run"
    assert build_ui.is_current()


def test_a_changed_test_is_no_reason_to_build(project: Path) -> None:
    build_ui.build()
    (project / "frontend" / "src" / "main.test.ts").write_text("changed")
    assert build_ui.is_current()


def test_packages_are_installed_anew_when_the_lock_names_others(project: Path) -> None:
    lock = project / "frontend" / "package-lock.json"
    lock.write_text(json.dumps({"packages": {"": {}, "node_modules/a": {"version": "1.0.0"}}}))
    build_ui.INSTALLED_LOCK.parent.mkdir()
    build_ui.INSTALLED_LOCK.write_text(json.dumps({"packages": {"node_modules/a": {"version": "1.0.0"}}}))
    build_ui.install()
    assert calls(project) == []
    lock.write_text(json.dumps({"packages": {"": {}, "node_modules/a": {"version": "1.0.1"}}}))
    build_ui.install()
    assert calls(project) == ["install"]


def test_a_failing_build_leaves_no_stamp_and_says_what_failed(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build_ui, "npm", lambda: ([sys.executable, "-c", "raise SystemExit(3)"], {}))
    with pytest.raises(build_ui.BuildError, match=r"npm install .*exit status 3"):
        build_ui.build()
    assert not build_ui.is_current()


def test_nothing_is_built_when_told_so(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(build_ui.SKIP_VARIABLE, "1")
    assert build_ui.main([]) == 0
    assert calls(project) == []


def test_lock_file_names_no_host() -> None:
    lock = json.loads((repository.ROOT / "frontend" / "package-lock.json").read_text(encoding="utf-8"))
    assert [path for path, entry in lock["packages"].items() if "resolved" in entry] == []


def test_makefile_targets_exist() -> None:
    targets = ["run", "install", "test", "dev", "check", "generate", "bench"]
    done = subprocess.run(
        ["make", "--dry-run", *targets], cwd=repository.ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
