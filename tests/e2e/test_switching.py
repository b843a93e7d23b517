"""A layer is switched off to see what it is worth: of a run that is over, and of one that goes on without it."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from e2e.rest import Rest
from e2e.studio import Studio
from e2e.wiretap import Wiretap

OFF = "networks.classifier.nodes.relu_2.off"


def test_a_layer_is_left_out_at_one_press(studio: Studio, rest: Rest) -> None:
    wiretap = Wiretap(studio.page)
    document = rest.preset("lenet5_mnist")
    document["pace"]["length"] = {"kind": "steps", "steps": 60}
    document["pace"]["evaluations"] = {"kind": "every_steps", "steps": 60}
    experiment = rest.create_from(document)
    rest.train(experiment)
    studio.open(experiment)
    expect(studio.state("Run 1 · finished")).to_be_visible(timeout=60_000)
    keyboard, tab = studio.page.keyboard, studio.inspector
    word = studio.node("relu_2").get_by_text("off", exact=True)

    # A run that is over is asked, and stays what it was.
    studio.select("relu_2")
    keyboard.press("x")
    expect(word).to_be_visible()
    told = re.compile(
        r"Without relu_2, test accuracy is [\d.]+\s%; with it [\d.]+\s%\. [\d,]+ of 2,000 answers"
    )
    expect(tab).to_contain_text(told, timeout=60_000)
    expect(tab.get_by_text("Only looked at: the run stays as it is.")).to_be_visible()
    tab.get_by_role("button", name="Each layer off in turn").click()
    bars = tab.get_by_role("list", name="What each layer is worth").get_by_role("button")
    expect(bars).to_have_count(4, timeout=60_000)
    expect(tab.get_by_role("button", name="Each layer off in turn")).to_be_visible(timeout=60_000)
    keyboard.press("x")
    expect(word).to_have_count(0)
    assert wiretap.events("hyperparameter_changed") == []

    # What changes the shape can't be left out, and it is said why.
    studio.select("conv2d_2")
    expect(tab.get_by_role("button", name="Switch off")).to_be_disabled()
    expect(tab).to_contain_text("conv2d_2 can't be switched off: it makes 16×10×10 of 6×14×14")

    # A run that goes on does so from its next step.
    studio.select("relu_2")
    studio.one_step.click()
    expect(studio.state("Run 2 · paused")).to_be_visible(timeout=60_000)
    for value in (1, 0):
        keyboard.press("x")
        expect(word).to_have_count(value)
        wiretap.until(
            "hyperparameter_changed",
            lambda event, value=value: (event["name"], event["step"], event["value"]) == (OFF, 2, value),
        )
    expect(studio.saved).to_be_visible()
