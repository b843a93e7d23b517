"""What a network writes: always with the same dice, in the middle of training, without touching it."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pytest
import torch

from layerlab.experiment.presets import PRESETS
from layerlab.kit.errors import LayerlabError
from layerlab.probes.writing.fields import Writing
from layerlab.probes.writing.read import continued, read
from layerlab.protocol.queries import ContinueText
from layerlab.training.writing import chosen, dice_of, written
from layerlab.worker.checkpoint_capture import capture
from layerlab.worker.session import Session, open_session
from support.experiments import name_giver, small, writer


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


def names_of(session: Session) -> tuple[str, ...]:
    return session.view().samples("writer").field.names


def test_each_token_is_chosen_as_often_as_its_share_and_what_is_cut_never() -> None:
    shares = torch.tensor([0.1, 0.5, 0.15, 0.25])
    scores, one = shares.log()[None], torch.ones(1)

    def counts(top_k: int = 0, top_p: float = 1.0, temperature: float = 1.0) -> list[float]:
        dice = (torch.arange(2_000) + 0.5) / 2_000
        told = [chosen(scores, die, one * temperature, top_k, top_p).item() for die in dice]
        return [told.count(token) / 2_000 for token in range(4)]

    assert counts() == pytest.approx([0.1, 0.5, 0.15, 0.25], abs=1e-3)
    assert counts(top_k=2) == pytest.approx([0, 2 / 3, 0, 1 / 3], abs=1e-3)
    assert counts(top_p=0.8) == pytest.approx([0, 5 / 9, 1.5 / 9, 2.5 / 9], abs=1e-3)
    assert counts(top_p=0.01) == [0, 1, 0, 0]
    squared = shares**2 / (shares**2).sum()
    assert counts(temperature=0.5) == pytest.approx(squared.tolist(), abs=1e-3)


def test_one_token_at_a_time_is_what_the_whole_text_gives(cache: Path) -> None:
    network = open_session(writer(), cache).state.networks["writer"]
    read_on = torch.randint(0, 68, (2, 9), generator=torch.Generator().manual_seed(0))
    tokens, thought = written(network, read_on, dice_of(3, 20, torch.device("cpu")), torch.tensor([0.5, 1.0]))
    assert network.training
    network.eval()
    with torch.inference_mode():
        whole = network(torch.cat([read_on, tokens], dim=1)).log_softmax(dim=2)[:, 8:-1]
    assert torch.allclose(thought, whole, atol=1e-5)


def test_it_writes_while_it_learns_and_nothing_of_it_changes(cache: Path) -> None:
    session = open_session(writer(), cache)
    session.algorithm.step(session.state, session.begin(1))
    before = {name: value.clone() for name, value in capture(session.state).items()}
    frames = [read(Writing(length=30), session.view(), "writer") for _ in range(2)]
    asked = ContinueText(text="ROMEO:\r\nO é", count=12, top_k=5)
    told = [continued(session.view(), "writer", asked) for _ in range(2)]
    assert frames[0] == frames[1] is not None
    assert told[0] == told[1]
    other = continued(session.view(), "writer", asked.model_copy(update={"seed": 9}))
    assert other.tokens != told[0].tokens
    after = capture(session.state)
    assert all(torch.equal(before[name], after[name]) for name in before)
    assert len(told[0].read) == len("ROMEO:\nO é") - 1
    assert len(told[0].tokens) == 2 * 12
    kept = np.frombuffer(told[0].kept, "<u2")
    assert (kept == 5).all()
    others = np.frombuffer(told[0].other_tokens, "<u2").reshape(12, 8)
    shares = np.frombuffer(told[0].other_shares, "<f4").reshape(12, 8)
    assert (np.diff(shares, axis=1) <= 0).all()
    assert all(
        token in row[:5] for token, row in zip(np.frombuffer(told[0].tokens, "<u2"), others, strict=True)
    )


def test_the_likeliest_alone_is_taken_at_temperature_zero(cache: Path) -> None:
    session = open_session(writer(), cache)
    told = continued(session.view(), "writer", ContinueText(text="O", temperature=0, count=8))
    others = np.frombuffer(told.other_tokens, "<u2").reshape(8, 8)
    assert (np.frombuffer(told.tokens, "<u2") == others[:, 0]).all()
    assert told.read == b""


def test_a_name_ends_with_its_mark_and_the_next_begins_anew(cache: Path) -> None:
    session = open_session(name_giver(), cache)
    told = continued(session.view(), "writer", ContinueText(text="Ma", count=40, temperature=1.2))
    assert len(told.read) == 2, "the first letter has a surprise, too"
    mark = names_of(session).index("\n")
    network = session.state.networks["writer"]
    tokens, thought = written(
        network, torch.tensor([[mark]]), dice_of(1, 300, torch.device("cpu")), torch.ones(1), mark=mark
    )
    ends = (tokens[0] == mark).nonzero().flatten().tolist()
    first = thought[0, 0]
    assert ends
    assert all(torch.allclose(thought[0, at + 1], first, atol=1e-6) for at in ends if at + 1 < 300)


def test_a_network_that_tells_classes_apart_does_not_write(cache: Path) -> None:
    with pytest.raises(LayerlabError) as caught:
        continued(open_session(small(), cache).view(), "classifier", ContinueText(text="a"))
    assert caught.value.code == "writes_nothing"


@pytest.mark.alone
def test_two_hundred_characters_take_less_than_a_moment(cache: Path) -> None:
    session = open_session(PRESETS["shakespeare"].experiment(), cache)
    took = []
    for _ in range(5):
        began = time.process_time()
        continued(session.view(), "writer", ContinueText(text="ROMEO:", count=200))
        took.append(time.process_time() - began)
    assert min(took) < 0.15
