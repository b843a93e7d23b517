"""What an earlier Layerlab stored opens wherever it is read: one door, and everyone goes through it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import get_type_hints

import pytest

from layerlab.api.bodies import Request
from layerlab.cli.documents import open_experiment
from layerlab.engines.options import EngineOptions
from layerlab.experiment.document import Experiment
from layerlab.experiment.load import SentExperiment, stored
from layerlab.protocol.commands import PauseRun, ResumeRun, StepRun
from layerlab.protocol.events import RunFailed, RunPaused
from layerlab.store.tables import ExperimentRow, RunRow
from layerlab.worker.checkpoint_store import weights
from layerlab.worker.headless import train
from support import earlier_format
from support.api_house import ApiHouse, started
from support.engine_house import House, until_event, until_state
from support.experiments import small
from support.questions import of_sample

pytestmark = pytest.mark.anyio

OPTIONS = {"work": "support.earlier_format:work", "inspect": "support.earlier_format:inspect"}


@pytest.fixture
def earlier() -> Iterator[str]:
    """A document of the earlier format, in a Layerlab that knows its way up."""
    earlier_format.know_it()
    yield earlier_format.written_earlier(small())
    earlier_format.forget_it()


def test_it_is_not_todays_format(earlier: str) -> None:
    assert json.loads(earlier)["format"] == 0
    assert "seed" not in json.loads(earlier)
    assert stored(earlier) == small()


async def test_a_paused_run_is_resumed_to_the_same_bytes_and_answers_when_it_has_ended(
    earlier: str, tmp_path: Path
) -> None:
    house = House.build(tmp_path)
    run = house.add_run(snapshot=earlier)
    async with house.engine(**OPTIONS) as engine:
        await engine.enqueue(run)
        await engine.order(run, PauseRun())
        await until_event(engine, run, lambda event: isinstance(event, RunPaused))
        await engine.order(run, StepRun(steps=3))
        await until_event(engine, run, lambda event: isinstance(event, RunPaused) and event.step >= 3)
    async with house.engine(**OPTIONS) as engine:
        await engine.order(run, ResumeRun())
        assert await until_state(engine, run, "finished", "failed") == "finished"
        shown = await engine.ask(run, of_sample(3))
    assert shown.step == house.row(run).step == 20
    assert (
        train(small(), folder=tmp_path / "own", cache=house.artifacts.cache, on_event=lambda _: None) is None
    )
    assert weights(house.artifacts.folder(run)) == weights(tmp_path / "own")


async def test_a_run_from_a_newer_layerlab_fails_with_the_reason(tmp_path: Path) -> None:
    house = House.build(tmp_path)
    newer = json.dumps({**small().model_dump(mode="json"), "format": 99})
    run = house.add_run(snapshot=newer)
    async with house.engine(work=EngineOptions.work, inspect=EngineOptions.inspect) as engine:
        await engine.enqueue(run)
        assert await until_state(engine, run, "finished", "failed") == "failed"
    failed = house.log(run)[-1].event
    assert isinstance(failed, RunFailed)
    assert failed.code == "newer_format"


def test_the_library_a_link_a_fork_and_a_file_open_it(
    earlier: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    house = ApiHouse.build(tmp_path)
    with house.local() as client:
        experiment, run = started(client)
        with house.services.database.session() as session:
            session.get_one(ExperimentRow, experiment).document = earlier
            session.get_one(RunRow, run).snapshot = earlier
        secret = client.post(f"/api/experiments/{experiment}/shares").json()["secret"]
        fork = client.post(f"/api/shared/{secret}/fork").json()["id"]
        for path in (
            f"/api/experiments/{experiment}",
            f"/api/experiments/{fork}",
            f"/api/shared/{secret}",
        ):
            assert client.get(path).json()["document"] == small().model_dump(mode="json"), path
        for path in (f"/api/runs/{run}/snapshot", f"/api/shared/{secret}/runs/{run}/snapshot"):
            assert client.get(path).json() == small().model_dump(mode="json"), path
        cards = client.get("/api/experiments").json()
        assert {card["id"] for card in cards} >= {experiment, fork}
        assert client.get(f"/api/experiments/{experiment}/export?to=pytorch").status_code == 200
    file = tmp_path / "earlier.json"
    file.write_text(earlier, encoding="utf-8")
    assert open_experiment(str(file), []) == small()


def test_every_route_takes_it_from_a_page_that_was_loaded_before_the_upgrade(
    earlier: str, tmp_path: Path
) -> None:
    house = ApiHouse.build(tmp_path)
    document, todays = json.loads(earlier), small().model_dump(mode="json")
    with house.local() as client:
        created = client.post("/api/experiments", json={"document": document}).raise_for_status().json()
        assert created["document"] == todays
        path = f"/api/experiments/{created['id']}"
        client.put(path, json={"revision": 1, "document": document}).raise_for_status()
        assert client.get(path).json()["document"] == todays
        for question, more in (("check", {}), ("targets", {"role": "classifier", "source": "input"})):
            told = [
                client.post(f"/api/{question}", json={"experiment": sent, **more}).raise_for_status().json()
                for sent in (document, todays)
            ]
            assert told[0] == told[1], question
        query = of_sample(3).model_dump(mode="json")
        client.post("/api/look", json={"experiment": document, "query": query}).raise_for_status()
        assert stored(house.engine.looked[0][0]) == small()


def test_every_document_that_is_sent_comes_through_the_same_door() -> None:
    """A request that names `Experiment` itself would refuse what was written before an upgrade."""
    hints = {model.__name__: get_type_hints(model, include_extras=True) for model in Request.__subclasses__()}
    sent = {
        f"{model}.{name}": str(SentExperiment) in str(hint)
        for model, fields in hints.items()
        for name, hint in fields.items()
        if Experiment.__name__ in str(hint)
    }
    assert len(sent) >= 5
    assert [name for name, has_door in sent.items() if not has_door] == []


def test_what_only_says_that_it_is_of_an_earlier_format_is_refused(earlier: str, tmp_path: Path) -> None:
    with ApiHouse.build(tmp_path).local() as client:
        for document, code in (({"format": 0}, "invalid_document"), ({"format": 99}, "newer_format")):
            answer = client.post("/api/check", json={"experiment": document})
            assert (answer.status_code, answer.json()["code"]) == (422, code)
        told = client.post("/api/check", json={"experiment": {"format": True}}).json()
        assert (told["code"], told["where"]["field"]) == ("invalid_field", "format")
