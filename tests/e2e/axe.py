"""axe-core in the page: what a person with a screen reader or weak eyes would stumble over."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

SOURCE = Path(__file__).parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"

SETTLED = """() => Promise.all(
  document.getAnimations()
    .filter((each) => each.effect?.getComputedTiming().iterations !== Infinity)
    .map((each) => each.finished.catch(() => null)),
)"""

Finding = dict[str, Any]

RUN = "() => axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations)"


def violations(page: Page) -> list[str]:
    """One readable line for each element that breaks a rule."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(SOURCE.read_text(encoding="utf-8"))
    # Half-way through a change of colours contrasts are nobody's.
    page.evaluate(SETTLED)
    return [
        f"{rule['id']} ({rule['impact']}): {rule['help']}\n"
        f"    at {' '.join(map(str, node['target']))}: {node['html'][:160]}\n"
        f"    {node['failureSummary'].splitlines()[-1].strip()}"
        for rule in page.evaluate(RUN)
        for node in rule["nodes"]
        if not _is_tooltip_at_large(rule, node)
    ]


def _is_tooltip_at_large(rule: Finding, node: Finding) -> bool:
    """A tooltip is read with the control that it describes, so it needs no landmark of its own."""
    return rule["id"] == "region" and 'role="tooltip"' in node["html"]
