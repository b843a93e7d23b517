"""Blocks that the visitor keeps for other experiments. A link to somebody's experiment opens none of them."""

from __future__ import annotations

from fastapi import APIRouter, Response

from layerlab.api.access import VisitorOf, owned_block
from layerlab.api.convert import utc
from layerlab.api.own_block_bodies import NewOwnBlock, OwnBlockBody, OwnBlockCard, RenameOwnBlock
from layerlab.api.reading import ReadingRoute
from layerlab.api.services import ServicesOf
from layerlab.experiment.own_block import OwnBlock, require_whole
from layerlab.kit.errors import LayerlabError, Where
from layerlab.store import own_blocks
from layerlab.store.tables import OwnBlockRow

MAX_OWN_BLOCK_BYTES = 200_000
"""Of one, written down."""

router = APIRouter(prefix="/api/blocks", tags=["blocks"], route_class=ReadingRoute)


@router.get("")
def list_blocks(services: ServicesOf, visitor: VisitorOf) -> list[OwnBlockCard]:
    """All that the visitor keeps, by name."""
    if not visitor.owner:
        return []
    with services.database.reading() as session:
        return [_card(row) for row in own_blocks.of_owner(session, visitor.owner)]


@router.post("", status_code=201)
def keep_block(
    body: NewOwnBlock, services: ServicesOf, visitor: VisitorOf, response: Response
) -> OwnBlockCard:
    """Keep a block; 409 `own_block_name_taken` where there is one of that name, unless it is to be replaced."""
    services.artifacts.require_space()
    require_whole(body.document)
    text = body.document.model_dump_json()
    if len(text.encode()) > MAX_OWN_BLOCK_BYTES:
        raise LayerlabError("own_block_too_large", {"limit": MAX_OWN_BLOCK_BYTES // 1_000}, status=413)
    limit = services.settings.max_blocks_per_owner
    if not visitor.owner:
        services.newcomers.admit(visitor.address)
    with services.database.session() as session:
        owner = visitor.claim(session, response)
        known = own_blocks.named(session, owner, body.name)
        if known is not None and not body.replace:
            raise _taken(body.name)
        if known is not None:
            own_blocks.change(known, document=text)
            return _card(known)
        if own_blocks.count(session, owner) >= limit:
            raise LayerlabError("too_many_own_blocks", {"limit": limit}, status=429)
        return _card(own_blocks.create(session, owner, body.name, text))


@router.get("/{block}")
def read_block(block: str, services: ServicesOf, visitor: VisitorOf) -> OwnBlockBody:
    """One with its definition."""
    with services.database.reading() as session:
        row = owned_block(session, visitor, block)
        card = _card(row)
        return OwnBlockBody(**card.model_dump(), document=_document(row))


@router.put("/{block}")
def rename_block(block: str, body: RenameOwnBlock, services: ServicesOf, visitor: VisitorOf) -> OwnBlockCard:
    """Give one another name; experiments that took it go on calling it as they do."""
    with services.database.session() as session:
        row = owned_block(session, visitor, block)
        known = own_blocks.named(session, visitor.owner, body.name)
        if known is not None and known.id != row.id:
            raise _taken(body.name)
        own_blocks.change(row, name=body.name)
        return _card(row)


@router.delete("/{block}", status_code=204)
def forget_block(block: str, services: ServicesOf, visitor: VisitorOf) -> None:
    """Keep it no longer."""
    with services.database.session() as session:
        own_blocks.delete(session, owned_block(session, visitor, block))


def _taken(name: str) -> LayerlabError:
    return LayerlabError("own_block_name_taken", {"name": name}, status=409, where=Where(field="name"))


def _document(row: OwnBlockRow) -> OwnBlock:
    return OwnBlock.model_validate_json(row.document)


def _card(row: OwnBlockRow) -> OwnBlockCard:
    own = _document(row)
    block = own.blocks[own.block]
    layers = [node.layer for node in block.network.nodes.values()]
    return OwnBlockCard(
        id=row.id,
        name=row.name,
        layers=sum(bool(layer.inputs and layer.outputs) for layer in layers),
        parameters=dict(block.parameters),
        updated_at=utc(row.updated_at),
    )
