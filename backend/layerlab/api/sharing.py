"""View-only links: given out and revoked by the owner, opened and forked by whoever holds one."""

from __future__ import annotations

from anyio import from_thread
from fastapi import APIRouter, Response

from layerlab.api.access import VisitorOf, owned_experiment, shared_experiment, shared_run
from layerlab.api.bodies import Forked, ShareBody, ShareCreated, SharedBody
from layerlab.api.convert import document_of, utc
from layerlab.api.experiments import add, run_bodies
from layerlab.api.services import ServicesOf
from layerlab.experiment.document import Experiment
from layerlab.kit.errors import LayerlabError
from layerlab.store import shares
from layerlab.store.experiments import ForkOrigin

MAX_SHARES = 100

router = APIRouter(prefix="/api", tags=["sharing"])


@router.post("/experiments/{experiment}/shares", status_code=201)
def create_share(experiment: str, services: ServicesOf, visitor: VisitorOf) -> ShareCreated:
    """A new link. Its secret is told here and never again."""
    with services.database.session() as session:
        owned_experiment(session, visitor, experiment)
        if shares.count(session, experiment) >= MAX_SHARES:
            raise LayerlabError("too_many_shares", {"limit": MAX_SHARES}, status=429)
        row, secret = shares.create(session, experiment)
        return ShareCreated(id=row.id, secret=secret, path=f"/s/{secret}")


@router.get("/experiments/{experiment}/shares")
def list_shares(experiment: str, services: ServicesOf, visitor: VisitorOf) -> list[ShareBody]:
    """The links that open this experiment, without their secrets."""
    with services.database.reading() as session:
        owned_experiment(session, visitor, experiment)
        rows = shares.of_experiment(session, experiment)
        return [ShareBody(id=row.id, created_at=utc(row.created_at)) for row in rows]


@router.delete("/experiments/{experiment}/shares/{share}", status_code=204)
def revoke_share(experiment: str, share: str, services: ServicesOf, visitor: VisitorOf) -> None:
    """Close a link, also for those who are watching through it."""
    with services.database.session() as session:
        owned_experiment(session, visitor, experiment)
        if not shares.revoke(session, experiment, share):
            raise LayerlabError("share_not_found", status=404)
    from_thread.run(services.viewers.revoke, share)
    from_thread.run(services.run_lists.revoke, share)


@router.get("/shared/{secret}")
def read_shared(secret: str, services: ServicesOf) -> SharedBody:
    """The experiment that a link opens, with its runs."""
    with services.database.reading() as session:
        _, row = shared_experiment(session, secret)
        return SharedBody(
            title=row.title,
            document=document_of(row.document),
            revision=row.revision,
            runs=run_bodies(session, row.id),
        )


@router.post("/shared/{secret}/fork", status_code=201)
def fork_shared(secret: str, services: ServicesOf, visitor: VisitorOf, response: Response) -> Forked:
    """A copy in the reader's own library."""
    with services.database.reading() as session:
        _, shared = shared_experiment(session, secret)
        document, origin = document_of(shared.document), ForkOrigin("link", shared.title, shared.id)
    return Forked(id=add(services, visitor, document, response, origin).id)


@router.get("/shared/{secret}/runs/{run}/snapshot")
def read_shared_snapshot(secret: str, run: str, services: ServicesOf) -> Experiment:
    """The document that a run of the link executes."""
    with services.database.reading() as session:
        return document_of(shared_run(session, secret, run)[1].snapshot)
