"""Builds the browser's part into the wheel, the sdist and editable installs."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


def _build_ui() -> ModuleType:
    """The build step that `make run` uses too; hatch loads this file alone, so its neighbour is named by path."""
    spec = importlib.util.spec_from_file_location("build_ui", Path(__file__).parent / "tools" / "build_ui.py")
    if spec is None or spec.loader is None:
        raise ImportError("tools/build_ui.py is missing")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class FrontendBuildHook(BuildHookInterface[Any]):
    """Runs the front-end build before hatch collects the files."""

    def dependencies(self) -> list[str]:
        build_ui = _build_ui()
        if build_ui.is_current() or build_ui.is_skipped() or build_ui.node_on_path():
            return []
        return [build_ui.NODE_REQUIREMENT]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        build_ui = _build_ui()
        if build_ui.is_skipped():
            self.app.display_info("the front end is not built")
            return
        build_ui.build()
