"""The browser for the tests: found, installed, or loudly missed."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import browser

STUB = "#!/bin/sh\necho 'install the real one' >&2\nexit 1\n"


def test_a_stub_that_does_not_answer_is_no_browser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stub = tmp_path / "chromium"
    stub.write_text(STUB)
    stub.chmod(0o755)
    monkeypatch.setenv("LAYERLAB_BROWSER", str(stub))
    assert browser.find() is None
    stub.write_text("#!/bin/sh\necho Chromium 1\n")
    assert browser.find() == str(stub)


@pytest.mark.parametrize(("required", "status"), [("1", 1), ("0", 0), ("", 0)])
def test_none_at_all_is_an_error_only_where_required(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], required: str, status: int
) -> None:
    monkeypatch.setattr(browser, "find", lambda: None)
    monkeypatch.setattr(browser, "install", lambda: None)
    monkeypatch.setenv("REQUIRE_BROWSER", required)
    assert browser.main() == status
    assert "NO BROWSER" in capsys.readouterr().err


@pytest.mark.parametrize(("required", "outcome"), [("1", "1 error"), ("", "1 skipped")])
def test_browser_tests_skip_or_fail_without_one(tmp_path: Path, required: str, outcome: str) -> None:
    (tmp_path / "test_page.py").write_text("def test_page(browser_type_launch_args): pass\n")
    tests = Path(__file__).parent.parent
    shutil.copy(tests / "conftest.py", tmp_path)
    command = [sys.executable, "-m", "pytest", "-q", "-c", "/dev/null", str(tmp_path)]
    environment = {
        "PATH": str(Path(sys.executable).parent),
        "PYTHONPATH": f"{tests}:{tests.parent / 'tools'}",
        "LAYERLAB_BROWSER": str(tmp_path / "none"),
        "REQUIRE_BROWSER": required,
    }
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert outcome in done.stdout, done.stdout + done.stderr
