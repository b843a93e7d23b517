"""What an earlier Layerlab stored opens wherever it is read: one door, and everyone goes through it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import get_type_hints

import msgpack
import pytest
from sqlalchemy import select

from layerlab.api.bodies import Request
from layerlab.cli.documents import open_experiment
from layerlab.engines.options import EngineOptions
from layerlab.experiment.document import FORMAT, Experiment
from layerlab.experiment.load import SentExperiment, as_experiment, stored
from layerlab.experiment.offers import probes_of
from layerlab.kit.errors import LayerlabError
from layerlab.protocol.commands import PauseRun, ResumeRun, SetHyperparameter, StepRun
from layerlab.protocol.events import HyperparameterChanged, RunFailed, RunPaused
from layerlab.store.tables import EventRow, ExperimentRow, RunRow
from layerlab.training.optimizers import Adam
from layerlab.training.schedules import Exponential
from layerlab.worker.checkpoint_store import weights
from support.api_house import ApiHouse, started
from support.earlier_format import NAMES, written_earlier
from support.engine_house import House, until_event, until_state
from support.experiments import small
from support.questions import of_sample
from support.recorded import of
from support.scripted_channel import carry_out

pytestmark = pytest.mark.anyio

DOCUMENTS = Path(__file__).parent.parent / "documents"

REAL = {"work": EngineOptions.work, "inspect": EngineOptions.inspect}


def todays() -> Experiment:
    """What becomes of the document of format 1: nobody could leave the choice of probes open then."""
    experiment = small()
    return experiment.model_copy(update={"probes": probes_of(experiment)})


@pytest.fixture
def earlier() -> str:
    return written_earlier(small())


@pytest.mark.parametrize("path", sorted(DOCUMENTS.glob("*_format_1.json")), ids=lambda path: path.stem)
def test_it_is_written_as_the_stored_documents_are(path: Path) -> None:
    """So that what is tried here is what users have."""
    text = path.read_text(encoding="utf-8")
    told, again = json.loads(text), json.loads(written_earlier(stored(text)))
    assert again["format"] == told["format"] == 1
    assert again["dataset"] == told["dataset"]
    assert again["algorithm"] | told["algorithm"] == again["algorithm"], "what it had then is said as then"
    assert again["probes"][: len(told["probes"])] == told["probes"]


@pytest.mark.parametrize(
    "experiment",
    [
        small(),
        small(optimizer=Adam(), schedule=Exponential(), label_smoothing=0.1, clip_norm=0.5),
        small(batch_size=7, epochs=9, evaluations_per_epoch=3, early_stopping_patience=2, keep_best=True),
    ],
)
def test_every_field_finds_its_place(experiment: Experiment) -> None:
    text = written_earlier(experiment)
    assert json.loads(text)["format"] == 1
    assert stored(text).model_copy(update={"probes": None}) == experiment


def test_what_it_left_out_had_the_values_of_then() -> None:
    assert stored('{"format": 1}').model_copy(update={"format": FORMAT}) == Experiment()


@pytest.mark.parametrize("change", [{"epoch": 3}, {"kind": "gan"}, {"loss": "hinge"}, {"optimizer": 3}])
def test_what_it_never_had_is_refused(change: dict[str, object]) -> None:
    document = json.loads(written_earlier(small()))
    with pytest.raises(LayerlabError):
        as_experiment({**document, "algorithm": document["algorithm"] | change})


async def test_a_paused_run_is_resumed_to_the_same_bytes_and_answers_when_it_has_ended(
    earlier: str, tmp_path: Path
) -> None:
    house = House.build(tmp_path)
    run = house.add_run(snapshot=earlier)
    async with house.engine(**REAL) as engine:
        await engine.enqueue(run)
        await engine.order(run, PauseRun())
        await until_event(engine, run, lambda event: isinstance(event, RunPaused))
        for path in NAMES:
            await engine.order(run, SetHyperparameter(name=path, value=0.25))
        await engine.order(run, StepRun(steps=3))
        await until_event(engine, run, lambda event: isinstance(event, RunPaused) and event.step >= 3)
    # Its log has the names that were in use then.
    with house.database.session() as session:
        for row in session.scalars(select(EventRow).where(EventRow.run == run)):
            for path, name in NAMES.items():
                row.payload = row.payload.replace(msgpack.packb(path), msgpack.packb(name))
        session.commit()
    async with house.engine(**REAL) as engine:
        await engine.order(run, ResumeRun())
        assert await until_state(engine, run, "finished", "failed") == "finished"
        shown = await engine.ask(run, of_sample(3))
    assert shown.step == house.row(run).step == 20
    changes = of(HyperparameterChanged, [kept.event for kept in house.log(run)])
    assert [change.name for change in changes] == list(NAMES)
    carry_out(small(), tmp_path / "own", house.artifacts.cache, changes=changes)
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
            assert client.get(path).json()["document"] == todays().model_dump(mode="json"), path
        for path in (f"/api/runs/{run}/snapshot", f"/api/shared/{secret}/runs/{run}/snapshot"):
            assert client.get(path).json() == todays().model_dump(mode="json"), path
        cards = client.get("/api/experiments").json()
        assert {card["id"] for card in cards} >= {experiment, fork}
        assert client.get(f"/api/experiments/{experiment}/export?to=pytorch").status_code == 200
    file = tmp_path / "earlier.json"
    file.write_text(earlier, encoding="utf-8")
    assert open_experiment(str(file), []) == todays()


def test_every_route_takes_it_from_a_page_that_was_loaded_before_the_upgrade(
    earlier: str, tmp_path: Path
) -> None:
    house = ApiHouse.build(tmp_path)
    document, now = json.loads(earlier), todays().model_dump(mode="json")
    with house.local() as client:
        created = client.post("/api/experiments", json={"document": document}).raise_for_status().json()
        assert created["document"] == now
        path = f"/api/experiments/{created['id']}"
        client.put(path, json={"revision": 1, "document": document}).raise_for_status()
        assert client.get(path).json()["document"] == now
        for question, more in (("check", {}), ("targets", {"role": "classifier", "source": "input"})):
            told = [
                client.post(f"/api/{question}", json={"experiment": sent, **more}).raise_for_status().json()
                for sent in (document, now)
            ]
            assert told[0] == told[1], question
        query = of_sample(3).model_dump(mode="json")
        client.post("/api/look", json={"experiment": document, "query": query}).raise_for_status()
        assert stored(house.engine.looked[0][0]) == todays()


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
        for document, code in (
            ({"format": 1, "algorithm": 3}, "invalid_document"),
            ({"format": 99}, "newer_format"),
        ):
            answer = client.post("/api/check", json={"experiment": document})
            assert (answer.status_code, answer.json()["code"]) == (422, code)
        told = client.post("/api/check", json={"experiment": {"format": True}}).json()
        assert (told["code"], told["where"]["field"]) == ("invalid_field", "format")
