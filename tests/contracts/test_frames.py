"""Every frame crosses the wire both ways, is given by a probe or an answer, and has a view."""

from __future__ import annotations

import re
from typing import Any, get_args, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from layerlab.kit.members import members
from layerlab.probes import AnyProbe
from layerlab.probes.augmented import augmented
from layerlab.probes.by_depth import gradient_by_depth
from layerlab.probes.detections.read import found_in
from layerlab.probes.prefixes import gradient_through_time, prefixes
from layerlab.probes.readers import READERS
from layerlab.probes.saliency import saliency
from layerlab.probes.writing.read import continued
from layerlab.protocol import wire
from layerlab.protocol.frames import Frame
from layerlab.worker.without import without
from support import repository
from support.messages import any_of

FRAMES: dict[str, Any] = members(Frame)
PROBES: dict[str, Any] = members(AnyProbe)
ADAPTER: TypeAdapter[Any] = TypeAdapter(Frame)
VIEWS = repository.ROOT / "frontend/src/views/frameViews.ts"


@pytest.mark.parametrize("kind", FRAMES)
@settings(max_examples=20, deadline=None, derandomize=True)
@given(data=st.data())
def test_it_survives_the_wire(kind: str, data: st.DataObject) -> None:
    frame = data.draw(any_of(FRAMES[kind]))
    assert wire.unpack(ADAPTER, wire.pack(frame)) == frame


@pytest.mark.parametrize("kind", FRAMES)
def test_a_probe_or_an_answer_gives_it(kind: str) -> None:
    declared = [
        get_type_hints(read)["return"]
        for read in (
            saliency,
            found_in,
            augmented,
            gradient_by_depth,
            without,
            prefixes,
            gradient_through_time,
            continued,
            *(each.read for each in READERS.values()),
        )
    ]
    assert FRAMES[kind] in {cls for hint in declared for cls in (get_args(hint) or (hint,))}


def test_the_table_of_views_names_every_frame() -> None:
    """The compiler holds it too, since the table is typed by the union of kinds."""
    table = VIEWS.read_text(encoding="utf-8")
    assert 'in Frame["kind"]]' in table
    assert set(re.findall(r"^  (\w+): \{ at", table, re.MULTILINE)) == set(FRAMES)


@pytest.mark.parametrize("kind", PROBES)
def test_the_browser_knows_when_it_comes(kind: str) -> None:
    hint = get_type_hints(READERS[kind].read)["return"]
    (cls,) = [cls for cls in get_args(hint) or (hint,) if cls is not type(None)]
    frame = cls.model_fields["kind"].default
    moment = re.search(rf'^  {frame}: \{{ at: "(\w+)"', VIEWS.read_text(encoding="utf-8"), re.MULTILINE)
    assert moment is not None
    assert moment[1] == PROBES[kind].moment
