"""axe-core in the page: what a person with a screen reader or weak eyes would stumble over."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Locator, Page

SOURCE = Path(__file__).parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"

SETTLED = """() => Promise.all(
  document.getAnimations()
    .filter((each) => each.effect?.getComputedTiming().iterations !== Infinity)
    .map((each) => each.finished.catch(() => null)),
)"""

# A tooltip is read with the control that it describes, so it needs no landmark of its own, nor does what holds it and
# nothing else; beside a busy core it fades for long.
RUN = """([root, only]) => {
  const isTooltip = (element) =>
    element.matches("[role=tooltip]") || [...element.children].every(isTooltip);
  const isOfTooltips = ({ target }) => {
    const element = document.querySelector(target[0]);
    return element === null || (element.matches("[role=tooltip], [data-portal]") && isTooltip(element));
  };
  return axe.run(root ?? document, {
    resultTypes: ["violations"],
    ...(only && { runOnly: only }),
  }).then(({ violations }) => violations.map((rule) => ({
    ...rule,
    nodes: rule.id === "region" ? rule.nodes.filter((node) => !isOfTooltips(node)) : rule.nodes,
  })));
}"""

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
    ]
