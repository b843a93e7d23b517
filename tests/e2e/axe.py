"""axe-core in the page: what a person with a screen reader or weak eyes would stumble over."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page

SOURCE = Path(__file__).parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"

SETTLED = """() => Promise.all(
  document.getAnimations()
    .filter((each) => each.effect?.getComputedTiming().iterations !== Infinity)
    .map((each) => each.finished.catch(() => null)),
)"""

Finding = dict[str, Any]

RUN = """([root, only]) => axe.run(root ?? document, {
  resultTypes: ["violations"],
  ...(only && { runOnly: only }),
}).then(({ violations }) => violations)"""

COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules that look at colours. Nothing else of a page differs between the themes."""


def violations(page: Page, within: Locator | None = None, only: list[str] | None = None) -> list[str]:
    """One readable line for each element that breaks a rule: of the page, or of one part of it."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(SOURCE.read_text(encoding="utf-8"))
    # Half-way through a change of colours contrasts are nobody's.
    page.evaluate(SETTLED)
    return [
        f"{rule['id']} ({rule['impact']}): {rule['help']}\n"
        f"    at {' '.join(map(str, node['target']))}: {node['html'][:160]}\n"
        f"    {node['failureSummary'].splitlines()[-1].strip()}"
        for rule in page.evaluate(RUN, [within and within.element_handle(), only])
        for node in rule["nodes"]
        if not _is_tooltip_at_large(rule, node)
    ]


def _is_tooltip_at_large(rule: Finding, node: Finding) -> bool:
    """A tooltip is read with the control that it describes, so it needs no landmark of its own."""
    return rule["id"] == "region" and 'role="tooltip"' in node["html"]
