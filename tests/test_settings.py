"""Settings: read from the environment, documented, refused by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from layerlab.settings import Settings, SettingsError, default_data_folder
from support.repository import ROOT


def test_defaults_serve_this_computer_only() -> None:
    settings = Settings.from_environment({})
    assert (settings.host, settings.port) == ("127.0.0.1", 8000)
    assert settings.allowed_hosts == ()
    assert settings.data == default_data_folder()
    assert settings.database == f"sqlite:///{settings.data.as_posix()}/layerlab.sqlite3"


def test_the_environment_is_read_and_the_command_line_wins(tmp_path: Path) -> None:
    environment = {
        "PORT": "81",
        "HOST": "0.0.0.0",
        "LAYERLAB_DATA": str(tmp_path),
        "LAYERLAB_MAX_RUNNING": "",
    }
    settings = Settings.from_environment(environment, port=82, host=None)
    assert (settings.host, settings.port, settings.data) == ("0.0.0.0", 82, tmp_path)
    assert settings.max_running >= 1


def test_hosts_are_a_list() -> None:
    settings = Settings.from_environment({"LAYERLAB_ALLOWED_HOSTS": " Lab.example.org, 10.0.0.5:9000 ,"})
    assert settings.allowed_hosts == ("lab.example.org", "10.0.0.5:9000")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "70000"),
        ("PORT", "eighty"),
        ("LAYERLAB_MAX_RUNNING", "0"),
        ("LAYERLAB_ALLOWED_HOSTS", "*"),
        ("LAYERLAB_ALLOWED_HOSTS", "https://lab.example.org"),
        ("LAYERLAB_ENGINE", "cloud"),
    ],
)
def test_what_cannot_be_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=f"^{name}: "):
        Settings.from_environment({name: value})


def test_every_setting_is_documented() -> None:
    for name, field in Settings.model_fields.items():
        assert field.description, name
        assert field.alias, name


def test_the_table_in_the_documentation_is_complete() -> None:
    table = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    rows = {line.split("`")[1]: line for line in table.splitlines() if line.startswith("| `")}
    assert list(rows) == [field.alias for field in Settings.model_fields.values()]
    for field in Settings.model_fields.values():
        if isinstance(field.default, int) and field.alias:
            assert f"| `{int(field.default)}` |" in rows[field.alias]
