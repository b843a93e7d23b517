"""Who may see what. What is absent and what is someone else's give the same answer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends
from sqlalchemy.orm import Session
from starlette.requests import HTTPConnection
from starlette.responses import Response

from layerlab.api.edge.addresses import client_address, header, is_loopback
from layerlab.api.services import ServicesOf
from layerlab.kit.errors import LayerlabError
from layerlab.store import experiments, own_blocks, owners, shares
from layerlab.store.tables import ExperimentRow, OwnBlockRow, RunRow, ShareRow

COOKIE = "layerlab_owner"
COOKIE_SECONDS = 400 * 24 * 3600  # browsers keep a cookie no longer

_KEY = re.compile(r"[A-Za-z0-9_-]{32}\Z")


@dataclass(frozen=True)
class Visitor:
    """Who asks. `owner` is empty for someone who owns nothing yet; `key` is what their cookie holds."""

    owner: str
    key: str = ""
    secure: bool = False
    address: str = ""

    def set_cookie(self, response: Response, key: str) -> None:
        """Give the browser its owner's key. Scripts can't read it, other sites can't send it."""
        response.set_cookie(
            COOKIE, key, max_age=COOKIE_SECONDS, httponly=True, samesite="lax", secure=self.secure
        )

    def claim(self, session: Session, response: Response) -> str:
        """The owner to write as; a newcomer becomes one here."""
        if self.owner:
            return self.owner
        key = self.key or owners.new_secret()
        owner = owners.find(session, key) or owners.create(session, key)
        self.set_cookie(response, key)
        return owner


def visitor(connection: HTTPConnection, services: ServicesOf) -> Visitor:
    """Read from address, host and cookie."""
    scope = connection.scope
    if is_loopback(scope):
        return Visitor(owners.LOCAL)
    sent = connection.cookies.get(COOKIE, "")
    key = sent if _KEY.match(sent) else ""
    # A proxy that ends TLS says so; claiming it falsely only makes one's own cookie stricter.
    secure = "https" in {scope["scheme"], header(scope, "x-forwarded-proto")}
    address = client_address(scope)
    if not key:
        return Visitor("", "", secure, address)
    with services.database.reading() as session:
        return Visitor(owners.find(session, key), key, secure, address)


VisitorOf = Annotated[Visitor, Depends(visitor)]


def owned_experiment(session: Session, visitor: Visitor, experiment: str) -> ExperimentRow:
    """An experiment of the visitor's own. Raises LayerlabError `experiment_not_found`."""
    row = experiments.find(session, experiment)
    if row is None or not visitor.owner or row.owner != visitor.owner:
        raise LayerlabError("experiment_not_found", status=404)
    return row


def owned_block(session: Session, visitor: Visitor, block: str) -> OwnBlockRow:
    """A block that the visitor keeps. Raises LayerlabError `own_block_not_found`."""
    row = own_blocks.find(session, block)
    if row is None or not visitor.owner or row.owner != visitor.owner:
        raise LayerlabError("own_block_not_found", status=404)
    return row


def owned_run(session: Session, visitor: Visitor, run: str) -> RunRow:
    """A run of the visitor's own. Raises LayerlabError `run_not_found`."""
    row = session.get(RunRow, run)
    if row is None or not visitor.owner or row.owner != visitor.owner:
        raise LayerlabError("run_not_found", status=404)
    return row


def shared_experiment(session: Session, secret: str) -> tuple[ShareRow, ExperimentRow]:
    """What a link opens. Raises LayerlabError `link_gone`, whether it was revoked, deleted or never there."""
    share = shares.find(session, secret)
    row = experiments.find(session, share.experiment) if share else None
    if share is None or row is None:
        raise LayerlabError("link_gone", status=404)
    return share, row


def shared_run(session: Session, secret: str, run: str) -> tuple[ShareRow, RunRow]:
    """A run that a link opens. Raises LayerlabError `link_gone` or `run_not_found`."""
    share, experiment = shared_experiment(session, secret)
    row = session.get(RunRow, run)
    if row is None or row.experiment != experiment.id:
        raise LayerlabError("run_not_found", status=404)
    return share, row
