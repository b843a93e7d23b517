"""The three files that one takes home are what they say."""

from __future__ import annotations

import ast
import json
import struct
from pathlib import Path

import onnx
import pytest
from playwright.sync_api import Download, Page, expect

from e2e.rest import Rest
from e2e.studio import Studio
from layerlab.experiment.load import read_experiment


def take(page: Page, item: str, last: bool = False) -> Download:
    """Choose from the menu; the script is there twice, for the experiment and for the run."""
    page.get_by_role("button", name="Take home").click()
    items = page.get_by_role("menuitem", name=item)
    with page.expect_download() as download:
        (items.last if last else items.first).click()
    return download.value


def kept(download: Download, folder: Path) -> bytes:
    path = folder / download.suggested_filename
    download.save_as(path)
    return path.read_bytes()


@pytest.fixture
def trained(rest: Rest, studio: Studio) -> str:
    """A short run that is over, on screen."""
    experiment = rest.create("Taken home", epochs=1, train_limit=640, evaluations_per_epoch=1)
    rest.train(experiment)
    studio.open(experiment)
    expect(studio.state("Run 1 · finished")).to_be_visible(timeout=60_000)
    return experiment


def test_document_script_and_weights(page: Page, trained: str, rest: Rest, tmp_path: Path) -> None:
    json_file = take(page, "Experiment as JSON")
    assert json_file.suggested_filename.endswith(".json")
    document = read_experiment(kept(json_file, tmp_path))
    assert document.model_dump(mode="json") == rest.read(trained)["document"]

    for of_run in (False, True):
        script_file = take(page, "PyTorch script", last=of_run)
        assert script_file.suggested_filename.endswith(".py")
        script = kept(script_file, tmp_path).decode()
        compile(script, script_file.suggested_filename, "exec")
        imported = {
            (node.module or "") if isinstance(node, ast.ImportFrom) else alias.name
            for node in ast.walk(ast.parse(script))
            if isinstance(node, ast.Import | ast.ImportFrom)
            for alias in node.names
        }
        assert "torch" in imported
        assert not any(name.startswith("layerlab") for name in imported)

    weights_file = take(page, "Weights")
    assert weights_file.suggested_filename.endswith(".safetensors")
    weights = kept(weights_file, tmp_path)
    (length,) = struct.unpack("<Q", weights[:8])
    header = json.loads(weights[8 : 8 + length])
    header.pop("__metadata__", None)
    assert header["conv2d_1.weight"]["shape"] == [6, 1, 5, 5]
    assert header["linear_3.bias"] == {
        "dtype": "F32",
        "shape": [10],
        "data_offsets": header["linear_3.bias"]["data_offsets"],
    }
    ends = [tensor["data_offsets"][1] for tensor in header.values()]
    assert len(weights) == 8 + length + max(ends)
    assert max(ends) == 4 * 61_706


def test_the_network_as_onnx(page: Page, trained: str, tmp_path: Path) -> None:
    for last, name in ((False, "taken_home_untrained.onnx"), (True, "taken_home_run_1.onnx")):
        file = take(page, "ONNX file", last=last)
        assert file.suggested_filename == name
        made = onnx.load_from_string(kept(file, tmp_path))
        onnx.checker.check_model(made, full_check=True)
        told = {each.key: each.value for each in made.metadata_props}
        assert told["weights"] == ("last" if last else "first")
        assert json.loads(told["classes"]) == list("0123456789")
    assert json.loads(told["figures"])["test_accuracy"] > 0.1
    assert told["run"] == "1"


def test_weights_are_not_offered_before_there_are_any(page: Page, studio: Studio, rest: Rest) -> None:
    studio.open(rest.create("Not trained"))
    page.get_by_role("button", name="Take home").click()
    weights = page.get_by_role("menuitem", name="Weights")
    expect(weights).to_be_disabled()
    expect(weights).to_contain_text("There once a run has begun")
