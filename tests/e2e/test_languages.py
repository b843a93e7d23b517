"""English and Chinese, light and dark: switched where one stands, remembered, and asked for by address."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from e2e.console import Console
from e2e.rest import Rest
from e2e.studio import Studio

ENGLISH_SENTENCE = re.compile(r"\b[A-Za-z][a-z]+(?: [a-z]+){2,}")
"""Three words in a row: identifiers and units are one or two."""

TEXTS = """() => {
  const foreign = (node) => node.parentElement?.closest("[lang]")?.lang === "en";
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (!node.parentElement.closest("script, style") && !foreign(node)) texts.push(node.textContent);
  }
  for (const element of document.querySelectorAll("[aria-label], [title], [placeholder]"))
    for (const name of ["aria-label", "title", "placeholder"]) texts.push(element.getAttribute(name) ?? "");
  return texts;
}"""


def english_left(page: Page) -> list[str]:
    """Sentences that a Chinese reader would find untranslated."""
    return [text for text in page.evaluate(TEXTS) if ENGLISH_SENTENCE.search(text)]


def test_switched_without_a_reload_while_training(page: Page, studio: Studio, rest: Rest) -> None:
    studio.open(rest.create("Lantern", epochs=20, train_limit=12_800))
    studio.train.click()
    studio.wait_for_step(3)
    page.evaluate("() => { window.stayed = true; }")

    page.get_by_role("button", name="中文").click()
    expect(page.get_by_role("button", name="暂停", exact=True)).to_be_visible()
    expect(page.get_by_text("没有问题", exact=True)).to_be_visible()
    expect(page.get_by_role("banner")).to_contain_text("第 1 次运行 · 训练中")
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN")
    assert english_left(page) == []
    step = int(page.get_by_role("slider").get_attribute("aria-valuenow") or 0)
    page.get_by_role("button", name="切换到深色").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(page.get_by_role("slider")).not_to_have_attribute("aria-valuenow", str(step))
    assert page.evaluate("() => window.stayed") is True

    page.reload()
    expect(page.get_by_role("button", name="暂停", exact=True)).to_be_visible()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.get_by_role("button", name="EN", exact=True).click()
    expect(studio.pause).to_be_visible()


def test_asked_for_by_address(page: Page, rest: Rest) -> None:
    experiment = rest.create("Lantern")
    page.goto(f"/e/{experiment}?lang=zh&theme=dark")
    expect(page.get_by_role("button", name="训练", exact=True)).to_be_visible()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.goto(f"/e/{experiment}?lang=en&theme=light")
    expect(page.get_by_role("button", name="Train", exact=True)).to_be_visible()
    expect(page.locator("html")).to_have_attribute("data-theme", "light")


def test_nothing_is_left_in_english(page: Page, rest: Rest, console: Console) -> None:
    console.expect("404")
    experiment = rest.create("Lantern")
    found: dict[str, list[str]] = {}
    for path in ("/library", "/library/presets", "/library/datasets", rest.share(experiment), "/nowhere"):
        page.goto(f"{path}?lang=zh")
        expect(page.get_by_role("heading").first).to_be_visible()
        expect(page.get_by_text("正在打开")).to_have_count(0)
        found[path.split("/")[1] + path] = english_left(page)
    page.goto(f"/e/{experiment}?lang=zh")
    expect(page.get_by_text("没有问题", exact=True)).to_be_visible()
    for node in ("input", "conv2d_1", "relu_1", "max_pool2d_1", "flatten_1", "linear_1", "output"):
        page.get_by_role("row").get_by_role("button", name=node, exact=True).click()
        expect(page.get_by_role("complementary").get_by_role("textbox").first).to_have_value(node)
        found[node] = english_left(page)
        page.keyboard.press("Escape")
    for tab in ("训练", "数据", "开销"):
        page.get_by_role("tab", name=tab).click()
        found[tab] = english_left(page)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    found["?"] = english_left(page)
    assert {place: texts for place, texts in found.items() if texts} == {}


WISHES = [("zh-CN", "训练"), ("de-DE", "Train")]


@pytest.mark.parametrize(
    "train",
    [
        pytest.param(word, marks=pytest.mark.browser_context_args(locale=locale, color_scheme="dark"))
        for locale, word in WISHES
    ],
)
def test_the_browsers_own_wishes_come_first(page: Page, rest: Rest, train: str) -> None:
    page.goto(f"/e/{rest.create('Lantern')}")
    expect(page.get_by_role("button", name=train, exact=True)).to_be_visible()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
