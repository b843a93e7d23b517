"""What experiments were forked from."""

from __future__ import annotations

from sqlalchemy.orm import Session

from layerlab.api.bodies import OriginBody, Words
from layerlab.experiment.presets import PRESETS
from layerlab.store import experiments
from layerlab.store.tables import ExperimentRow


def origin_body(session: Session, row: ExperimentRow) -> OriginBody | None:
    """As the owner of `row` sees it."""
    match row.origin_kind:
        case "preset":
            preset = PRESETS.get(row.origin_id)
            words = Words(**preset.title) if preset else Words(en=row.origin_title, zh=row.origin_title)
            return OriginBody(kind="preset", title=words, id="")
        case "experiment" | "link" as kind:
            found = experiments.find(session, row.origin_id)
            # Somebody else's experiment is opened by its link alone, and the link is not kept.
            there = row.origin_id if found is not None and found.owner == row.owner else ""
            return OriginBody(kind=kind, title=Words(en=row.origin_title, zh=row.origin_title), id=there)
    return None
