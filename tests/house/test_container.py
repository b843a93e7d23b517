"""`docker compose up` is the app with a data volume: one service, not root, with a health check."""

from __future__ import annotations

import re

import yaml

from support import repository

COMPOSE = yaml.safe_load((repository.ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
DOCKERFILE = (repository.ROOT / "Dockerfile").read_text(encoding="utf-8")


def test_one_service_with_a_data_volume() -> None:
    (service,) = COMPOSE["services"].values()
    (mount,) = service["volumes"]
    volume, folder = mount.split(":")
    assert volume in COMPOSE["volumes"]
    assert f"LAYERLAB_DATA={folder}" in DOCKERFILE
    assert service["build"] == "."


def test_it_is_reachable_from_this_computer_only_unless_asked() -> None:
    (service,) = COMPOSE["services"].values()
    (port,) = service["ports"]
    assert port.startswith("${HOST:-127.0.0.1}:${PORT:-8000}:")
    assert f"EXPOSE {port.rsplit(':', 1)[1]}" in DOCKERFILE


def test_image_runs_as_a_plain_user_and_watches_its_health() -> None:
    final = DOCKERFILE[DOCKERFILE.rindex("\nFROM ") :]
    user = re.search(r"^USER (\w+)$", final, re.MULTILINE)
    assert user is not None
    assert user.group(1) != "root"
    assert final.index("USER ") < final.index("\nCMD ")
    assert "HEALTHCHECK" in final
    assert "/api/health" in final


def test_copied_paths_exist_and_pass_the_ignore_file() -> None:
    allowed = {
        line[1:]
        for line in (repository.ROOT / ".dockerignore").read_text().splitlines()
        if line.startswith("!")
    }
    assert {"backend", "frontend", "tools", "pyproject.toml", "hatch_build.py", "README.md"} <= allowed
    assert [name for name in allowed if not (repository.ROOT / name).exists()] == []
