"""Networks as files, by a child of the engine."""

from __future__ import annotations

import asyncio
from pathlib import Path

import onnx
import pytest

from layerlab.engines.options import EngineOptions
from layerlab.experiment.presets.lenet5_mnist import lenet5_mnist
from layerlab.kit.errors import LayerlabError
from layerlab.worker.onnx_order import OnnxOrder
from support.engine_house import House

pytestmark = pytest.mark.anyio


def order(house: House, name: str, **more: object) -> OnnxOrder:
    folder = house.data / "taken"
    folder.mkdir(exist_ok=True)
    document = lenet5_mnist().model_dump_json()
    return OnnxOrder(document, "classifier", folder / name, house.artifacts.weights, **more)  # type: ignore[arg-type]


async def test_files_are_written_and_what_can_not_be_is_told(tmp_path: Path) -> None:
    house = House.build(tmp_path)
    async with house.engine() as engine:
        wanted = [order(house, f"{at}.onnx") for at in range(2)]
        await asyncio.gather(*(engine.export(each) for each in wanted))
        for each in wanted:
            onnx.checker.check_model(str(each.target), full_check=True)
        nowhere = order(house, "run.onnx", run=tmp_path / "nowhere")
        with pytest.raises(LayerlabError) as told:
            await engine.export(nowhere)
        assert told.value.code == "no_checkpoint"
        assert sorted(each.name for each in (tmp_path / "taken").iterdir()) == ["0.onnx", "1.onnx"]


async def test_one_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    house = House.build(tmp_path)
    assert EngineOptions().export_s > 60
    async with house.engine(export="support.bad_workers:never_reports", export_s=0.3) as engine:
        with pytest.raises(LayerlabError) as told:
            await engine.export(order(house, "late.onnx"))
        assert (told.value.code, told.value.status) == ("busy", 429)
