"""Every input of the union can be sent, refused in words, turned into what a network takes, and read from old logs."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar, Literal, get_args

import msgpack
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from layerlab.datasets.base import Dataset
from layerlab.experiment.document import Experiment
from layerlab.experiment.inputs import require_fitting, require_pinnable, role_asked, roles_fitting
from layerlab.kit.errors import LayerlabError
from layerlab.kit.members import members
from layerlab.kit.values import Split, Value, ValueKind
from layerlab.network.ends import Ends, Slot
from layerlab.probes.feature_maps.read import node_outputs
from layerlab.probes.inputs import entering, label_of
from layerlab.probes.view import View
from layerlab.protocol import wire
from layerlab.protocol.commands import Command, PinInput
from layerlab.protocol.events import Event, InputPinned
from layerlab.protocol.inputs import AnyInput, Numbers, Pixels, Sample, Text
from layerlab.protocol.queries import Aspect, Query
from layerlab.store import events, runs
from layerlab.store.tables import EventRow
from layerlab.training.data import Column, Data
from layerlab.training.fields import DataField
from layerlab.worker.answers import ASPECTS
from layerlab.worker.session import Session, open_session
from support import repository
from support.engine_house import House
from support.experiments import small
from support.locales import names_in
from support.messages import any_of

INPUTS: dict[str, Any] = members(AnyInput)
QUERIES: dict[str, Any] = members(Query)
PADS = repository.ROOT / "frontend/src/features/run/inputs.ts"
POINT = DataField(
    "point", Value("vector", (2,)), "float32", names=("x", "y"), mean=(1.0, 2.0), std=(2.0, 4.0)
)
EXAMPLES: dict[str, AnyInput] = {
    "sample": Sample(index=7),
    "pixels": Pixels(pixels=bytes(range(196)) * 4),
    "numbers": Numbers(values=(3.0, 6.0)),
    "text": Text(text="Müller"),
}


class Points(Dataset):
    """A data set of points: what the networks of its experiments take is no image."""

    kind: Literal["points"] = "points"
    title: ClassVar[str] = "Points"
    default_input: ClassVar[str] = "point"
    default_target: ClassVar[str] = "label"

    def data_fields(self) -> tuple[DataField, ...]:
        return POINT, DataField("label", Value("label", categories=10))

    def splits(self) -> dict[Split, int]:
        return {"train": 6, "test": 4}


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Session:
    return open_session(small(), tmp_path_factory.mktemp("cache"))


def of_points(view: View) -> View:
    """The same moment, but that the network takes points."""
    column = Column(POINT, torch.tensor([[1.0, 2.0], [5.0, -2.0]]))
    tables = {split: {**table, "input": column} for split, table in view.data.tables.items()}
    ends = replace(view.ends["classifier"], slots={"input": Slot(POINT.value, "input")})
    return replace(view, data=Data(tables), ends={"classifier": ends})


def points() -> Experiment:
    experiment = small()
    algorithm = experiment.algorithm.model_copy(update={"input": "data.point"})
    return experiment.model_copy(update={"datasets": {"data": Points()}, "algorithm": algorithm})


@pytest.mark.parametrize("kind", INPUTS)
@settings(max_examples=20, deadline=None, derandomize=True)
@given(data=st.data())
def test_it_survives_the_wire(kind: str, data: st.DataObject) -> None:
    told = data.draw(any_of(INPUTS[kind]))
    adapter: TypeAdapter[Any] = TypeAdapter(AnyInput)
    assert wire.unpack(adapter, wire.pack(told)) == told


@pytest.mark.parametrize("kind", [kind for kind in INPUTS if kind != "sample"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_network_that_does_not_take_it_says_so(kind: str, language: str) -> None:
    assert f"{kind}_not_taken" in names_in(f"{language}/errors")


@pytest.mark.parametrize("kind", INPUTS)
def test_it_fits_a_network_or_is_refused(kind: str, session: Session) -> None:
    """What fits becomes a batch of one; what does not is refused before anybody turns it into numbers."""
    of_images, told = session.view(), EXAMPLES[kind]
    for experiment, view in ((session.experiment, of_images), (points(), of_points(of_images))):
        if kind != "sample" and "classifier" not in roles_fitting(experiment, told):
            with pytest.raises(LayerlabError) as refused:
                require_fitting(experiment, "classifier", told)
            assert refused.value.code == f"{kind}_not_taken"
            with pytest.raises(LayerlabError):
                require_pinnable(experiment, told)
            continue
        inside = Sample(index=1) if kind == "sample" else told
        require_fitting(experiment, "classifier", inside)
        batch = entering(view, "classifier", inside)
        assert tuple(batch.shape) == (1, *view.ends["classifier"].sample.shape)
        assert batch.dtype == torch.float32


def test_what_comes_from_outside_is_scaled_as_the_data_are(session: Session) -> None:
    view = session.view()
    image = view.data.test["input"].stored[7]
    pixels = Pixels(pixels=image.cpu().numpy().tobytes())
    inside = entering(view, "classifier", Sample(index=7))
    assert torch.equal(entering(view, "classifier", pixels), inside)
    assert torch.equal(inside, view.data.test["input"][7:8])
    assert entering(of_points(view), "classifier", Numbers(values=(3.0, 6.0))).tolist() == [[1.0, 1.0]]
    assert entering(of_points(view), "classifier", Sample(split="train", index=1)).tolist() == [[2.0, -1.0]]


def test_only_a_sample_has_a_label(session: Session) -> None:
    view = session.view()
    labels = view.data.tables["train"]["target"].stored
    assert label_of(view, Sample(split="train", index=5)) == int(labels[5])
    assert label_of(view, EXAMPLES["pixels"]) == -1
    frame = node_outputs(view, "classifier", EXAMPLES["pixels"])
    assert (frame.sample, frame.label) == (-1, -1)


@pytest.mark.parametrize(
    ("told", "code", "params"),
    [
        (Sample(index=4), "sample_unknown", {"count": 4, "dataset": "Points"}),
        (Sample(split="train", index=6), "sample_unknown", {"count": 6, "dataset": "Points"}),
        (Sample(split="validation", index=0), "sample_unknown", {"count": 0, "dataset": "Points"}),
        (Numbers(values=(1.0, 2.0, 3.0)), "numbers_count", {"wanted": 2, "given": 3}),
        (Pixels(pixels=b"22"), "pixels_not_taken", {"role": "classifier"}),
    ],
)
def test_what_does_not_fit_is_refused(told: AnyInput, code: str, params: dict[str, Any]) -> None:
    with pytest.raises(LayerlabError) as refused:
        require_fitting(points(), "classifier", told)
    assert (refused.value.code, refused.value.params) == (code, params)


def test_a_limit_on_the_training_set_holds_for_questions_too() -> None:
    require_fitting(small(train_limit=20), "classifier", Sample(split="train", index=19))
    with pytest.raises(LayerlabError):
        require_fitting(small(train_limit=20), "classifier", Sample(split="train", index=20))


@pytest.mark.parametrize("kind", QUERIES)
def test_whoever_names_no_role_asks_the_first(kind: str) -> None:
    assert QUERIES[kind].model_fields["role"].default == ""
    assert role_asked(small(), "") == "classifier"
    with pytest.raises(LayerlabError) as refused:
        role_asked(small(), "critic")
    assert (refused.value.code, refused.value.params) == ("role_unknown", {"role": "critic"})


def test_the_table_of_pads_names_every_kind_that_can_enter() -> None:
    """The compiler holds it too, since the table is typed by the union of kinds."""
    table = PADS.read_text(encoding="utf-8")
    assert "in ValueKind]" in table
    assert set(re.findall(r"^  (\w+): (?:\{|null)", table, re.MULTILINE)) == set(get_args(ValueKind))


def test_all_that_can_be_shown_is_read() -> None:
    assert set(ASPECTS) == set(get_args(Aspect))


def test_a_network_of_which_no_data_enter_takes_none_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """The algorithm itself makes what enters it, as noise for a generator."""
    made = Ends({"noise": Slot(Value("vector", (2,)))})
    monkeypatch.setattr("layerlab.experiment.inputs.ends_of", lambda _: {"classifier": made})
    for kind in ("pixels", "numbers"):
        with pytest.raises(LayerlabError) as refused:
            require_fitting(small(), "classifier", EXAMPLES[kind])
        assert refused.value.code == f"{kind}_not_taken"
    # To the number of each sample it has noise of its own.
    require_fitting(small(), "classifier", EXAMPLES["sample"])


OLD = {"kind": "input_pinned", "step": 3, "pixels": bytes(range(7))}
"""As logs hold it that were written before inputs had kinds."""


def test_an_old_log_still_says_what_is_pinned(tmp_path: Path) -> None:
    house = House.build(tmp_path)
    run = house.add_run()
    with house.database.session() as session:
        term = runs.begin_term(session, run).term
        packed = msgpack.packb(OLD)
        session.add(EventRow(run=run, term=term, seq=1, step=3, kind="input_pinned", payload=packed))
    with house.database.reading() as session:
        assert events.pinned_input(session, run) == Pixels(pixels=OLD["pixels"])


def test_what_earlier_pages_and_logs_say_is_what_is_said_today() -> None:
    event: TypeAdapter[Any] = TypeAdapter(Event)
    command: TypeAdapter[Any] = TypeAdapter(Command)
    told = Pixels(pixels=OLD["pixels"])
    assert wire.unpack(event, msgpack.packb(OLD)) == InputPinned(step=3, input=told)
    order = {"kind": "pin_input", "pixels": OLD["pixels"]}
    assert wire.unpack(command, msgpack.packb(order)) == PinInput(input=told)
    both = order | {"input": {"kind": "sample", "index": 1}}
    with pytest.raises(ValueError, match="validation error"):
        wire.unpack(command, msgpack.packb(both))
