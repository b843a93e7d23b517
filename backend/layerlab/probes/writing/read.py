"""Reading what a network writes."""

from __future__ import annotations

import unicodedata

import torch
from torch import Tensor

from layerlab.kit.errors import LayerlabError, Where
from layerlab.network.build import PlannedNetwork
from layerlab.nn.carrying import carrying, first_states
from layerlab.probes.view import View
from layerlab.probes.writing.fields import Writing
from layerlab.protocol.queries import ContinueText
from layerlab.protocol.text_frames import ContinuationFrame, WritingFrame
from layerlab.training.modes import evaluation_mode
from layerlab.training.tokens import tokens_of
from layerlab.training.writing import dice_of, written

TEMPERATURES = (0.4, 0.8, 1.2)
"""Careful, as it comes, bold."""
SEED = 1
"""Of the dice, which are the same at every step."""
OTHERS = 8
"""What else a token could have been."""
LINE_END = "\n"


def read(fields: Writing, view: View, role: str) -> WritingFrame | None:
    """Begun with a new line."""
    network = view.state.networks[role]
    if not _answers(network):
        return None
    field, device = view.samples(role).field, view.samples(role).stored.device
    begun = _number(field.names, field.mark or LINE_END)
    tokens, thought = written(
        network,
        torch.full((len(TEMPERATURES), 1), max(0, begun), device=device),
        dice_of(SEED, fields.length, device),
        torch.tensor(TEMPERATURES, device=device),
        mark=_number(field.names, field.mark),
    )
    return WritingFrame(
        role=role,
        temperatures=TEMPERATURES,
        count=fields.length,
        tokens=_places(tokens),
        surprises=_bits(thought, tokens),
    )


def continued(view: View, role: str, query: ContinueText) -> ContinuationFrame:
    """How the network of this role writes on. Raises LayerlabError where it doesn't write."""
    network = view.state.networks[role]
    if view.ends[role].meaning != "next_token" or not _answers(network):
        raise LayerlabError("writes_nothing", {"role": role}, where=Where(field="role"))
    field, device = view.samples(role).field, view.samples(role).stored.device
    text = unicodedata.normalize("NFC", query.text.replace("\r\n", "\n").replace("\r", "\n"))
    given = torch.tensor([tokens_of(f"{field.mark}{text}", field.names)], device=device)
    greedy = query.temperature == 0
    temperatures = torch.tensor([1.0 if greedy else query.temperature], device=device)
    top_k = 1 if greedy else query.top_k
    tokens, thought = written(
        network,
        given,
        dice_of(query.seed, query.count, device),
        temperatures,
        top_k,
        query.top_p,
        _number(field.names, field.mark),
    )
    with evaluation_mode(network), torch.inference_mode(), carrying(network, first_states(network, 1)):
        before = network(given).log_softmax(dim=2)[:, :-1]
    ranked, others = thought[0].sort(dim=1, descending=True, stable=True)
    shares = (ranked / temperatures).softmax(dim=1)
    kept = (shares.cumsum(dim=1) - shares < query.top_p).sum(dim=1).clamp(1, top_k or shares.shape[1])
    return ContinuationFrame(
        role=role,
        # The mark in front was not typed: the first letter after it has a surprise like all others.
        read=_bits(before, given[:, 1:]),
        count=query.count,
        tokens=_places(tokens),
        surprises=_bits(thought, tokens),
        others=min(OTHERS, others.shape[1]),
        other_tokens=_places(others[:, :OTHERS]),
        other_shares=ranked[:, :OTHERS].exp().nan_to_num(0).cpu().numpy().astype("<f4").tobytes(),
        kept=_places(kept),
    )


def _answers(network: object) -> bool:
    assert isinstance(network, PlannedNetwork)
    return bool(network.plan.outputs)


def _number(names: tuple[str, ...], name: str) -> int:
    """The place of a token in the vocabulary; -1 where it has none."""
    return names.index(name) if name in names else -1


def _places(tokens: Tensor) -> bytes:
    return tokens.cpu().numpy().astype("<u2").tobytes()


def _bits(thought: Tensor, tokens: Tensor) -> bytes:
    """The surprise at each token; that of a network which has come apart is as great as can be told."""
    nats = -thought.gather(2, tokens[..., None]).squeeze(2)
    sixteenths = (nats * (16 / torch.log(torch.tensor(2.0)))).nan_to_num(nan=255.0, posinf=255.0)
    return sixteenths.clamp(0, 255).round().cpu().numpy().astype("u1").tobytes()
