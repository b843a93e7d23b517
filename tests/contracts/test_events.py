"""Every event crosses the wire both ways, and the browser knows what it means."""

from __future__ import annotations

import re
from typing import Any

import msgpack
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from layerlab.kit.members import members
from layerlab.protocol import wire
from layerlab.protocol.events import Event
from support import repository
from support.messages import any_of

EVENTS: dict[str, Any] = members(Event)
ADAPTER: TypeAdapter[Any] = TypeAdapter(Event)
FOLD = repository.ROOT / "frontend/src/api/runFold.ts"


@pytest.mark.parametrize("kind", EVENTS)
@settings(max_examples=20, deadline=None, derandomize=True)
@given(data=st.data())
def test_it_survives_the_wire(kind: str, data: st.DataObject) -> None:
    event = data.draw(any_of(EVENTS[kind]))
    packed = wire.pack(event)
    assert wire.unpack(ADAPTER, packed) == event
    assert msgpack.unpackb(packed)["kind"] == kind


@pytest.mark.parametrize("kind", EVENTS)
def test_the_browser_folds_it(kind: str) -> None:
    assert f'case "{kind}":' in FOLD.read_text(encoding="utf-8")


def test_an_event_without_a_case_does_not_compile() -> None:
    assert re.search(r"default:\s+event satisfies never;", FOLD.read_text(encoding="utf-8"))
