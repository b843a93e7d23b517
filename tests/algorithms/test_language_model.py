"""A network that writes, held against a loop that anyone would write with PyTorch alone."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import pytest
import torch
import torch.nn.functional as F  # noqa: N812  (PyTorch's own name for it)
from torch import Tensor, nn

from layerlab.datasets.load import load
from layerlab.experiment.check import check_experiment
from layerlab.experiment.document import Experiment
from layerlab.experiment.export import export_pytorch
from layerlab.experiment.parts import first_dataset
from layerlab.experiment.script.data import local_data
from layerlab.layers import AnyLayer
from layerlab.layers.conv1d import Conv1d
from layerlab.layers.embedding import Embedding
from layerlab.layers.gru import Gru
from layerlab.layers.lstm import Lstm
from layerlab.layers.positional_encoding import PositionalEncoding
from layerlab.layers.rnn import Rnn
from layerlab.nn.carrying import carrying, first_states
from layerlab.training.optimizers import Sgd
from layerlab.training.role_optimizer import RoleOptimizer
from layerlab.training.schedules import Constant
from layerlab.training.streams import rows_in_streams, stream_rows
from layerlab.training.writing import dice_of, generate, written
from layerlab.worker.session import Session, open_session
from support.experiments import name_giver, writer
from support.scripts import run_alone


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


def plainly(experiment: Experiment) -> Experiment:
    """The same with an optimizer that is a line of arithmetic, and all as wide as it can be told."""
    plain = RoleOptimizer(optimizer=Sgd(learning_rate=0.5, momentum=0.0), schedule=Constant())
    return experiment.model_copy(update={"optimizers": {"writer": plain}})


class Plain(nn.Module):
    """An embedding, PyTorch's own recurrent layer, and scores."""

    def __init__(self, read: nn.Module, features: int, tokens: int) -> None:
        super().__init__()
        self.embedding, self.read = nn.Embedding(tokens, features), read
        self.scores = nn.Linear(read.hidden_size, tokens)  # type: ignore[arg-type]

    def forward(self, tokens: Tensor, before: object) -> tuple[Tensor, object]:
        states, after = self.read(self.embedding(tokens), before)
        return self.scores(states), after


def cut(state: object) -> object:
    return tuple(each.detach() for each in state) if isinstance(state, tuple) else state.detach()  # type: ignore[attr-defined]


def losses_of(session: Session, steps: int) -> list[float]:
    told = []
    for step in range(1, steps + 1):
        told.append(session.algorithm.step(session.state, session.begin(step))["loss"].item())
        session.state.step = step
    return told


@pytest.mark.parametrize(
    ("layer", "read"),
    [
        (Rnn(hidden_size=10), nn.RNN(5, 10, batch_first=True)),
        (Gru(hidden_size=10), nn.GRU(5, 10, batch_first=True)),
        (Lstm(hidden_size=10, num_layers=2), nn.LSTM(5, 10, 2, batch_first=True)),
    ],
    ids=lambda each: type(each).__name__,
)
def test_its_losses_are_those_of_a_plain_loop_over_the_text(
    layer: AnyLayer, read: nn.Module, cache: Path
) -> None:
    experiment = plainly(writer(Embedding(features=5), layer))
    session = open_session(experiment, cache)
    plain = Plain(read, 5, 68)
    own = [weight.detach().clone() for weight in session.state.networks["writer"].parameters()]
    with torch.no_grad():
        for weight, given in zip(plain.parameters(), own, strict=True):
            weight.copy_(given)
    # The text as a whole, without a thought of passages: each reader has a place in it, and reads on from there.
    rows = load(experiment.datasets["data"], cache)["train"]["text"]
    text = torch.from_numpy(rows[:, 1:].reshape(-1)).long()
    text = torch.cat([torch.from_numpy(rows[:1, 0]).long(), text])
    streams, width = experiment.pace.batch_size, rows.shape[1] - 1
    places = [width * (reader * len(rows) // streams) for reader in range(streams)]
    before, told = None, []
    for _ in range(5):
        seen = torch.stack([text[place : place + width + 1] for place in places])
        places = [place + width for place in places]
        scores, after = plain(seen[:, :-1], before)
        before = cut(after)
        loss = F.cross_entropy(scores.reshape(-1, 68), seen[:, 1:].reshape(-1))
        gradients = torch.autograd.grad(loss, list(plain.parameters()))
        with torch.no_grad():
            for weight, gradient in zip(plain.parameters(), gradients, strict=True):
                weight -= 0.5 * gradient
        told.append(loss.item())
    assert losses_of(session, 5) == pytest.approx(told, abs=2e-6)


def test_what_was_read_is_known_in_the_next_passage(cache: Path) -> None:
    """Passages of a text, one after the other with what they carry, give what the text gives in one breath."""
    network = open_session(writer(), cache).state.networks["writer"].eval()
    text = torch.randint(0, 68, (3, 48), generator=torch.Generator().manual_seed(1))
    states, parts = first_states(network, 3), []
    with torch.inference_mode():
        for passage in text.split(16, dim=1):
            with carrying(network, states) as states:
                parts.append(network(passage))
        assert torch.allclose(torch.cat(parts, dim=1), network(text), atol=1e-6)
        assert not torch.allclose(parts[1], network(text[:, 16:32]), atol=1e-3), "nothing was carried"


def test_it_is_tested_on_all_of_the_text_that_is_held_out(cache: Path) -> None:
    session = open_session(writer(), cache)
    network, told = session.state.networks["writer"], []
    evaluation = session.algorithm.evaluate(session.state, session.data.test_batches())
    assert network.training
    rows = session.data.test["text"].stored.long()
    assert sorted(torch.cat(list(rows_in_streams(len(rows), 250))).tolist()) == list(range(len(rows)))
    # Each stream in one breath.
    length = -(-len(rows) // 250)
    network.eval()
    with torch.inference_mode():
        for stream in rows.split(length):
            text = torch.cat([stream[0, :1], stream[:, 1:].flatten()])[None]
            told.append(F.cross_entropy(network(text[:, :-1])[0], text[0, 1:], reduction="sum"))
    expected = torch.stack(told).double().sum().item() / rows[:, 1:].numel()
    assert evaluation.metrics["loss"] == pytest.approx(expected, abs=1e-5)


def test_names_are_learnt_one_by_one_whatever_they_are_padded_to(cache: Path) -> None:
    session = open_session(plainly(name_giver()), cache)
    network, batch = session.state.networks["writer"], session.begin(1)["text"]
    nats, letters = 0.0, 0
    with torch.inference_mode():
        for name in batch:
            known = name[name >= 0][None]
            nats += F.cross_entropy(network(known[:, :-1])[0], known[0, 1:], reduction="sum").item()
            letters += known.shape[1] - 1
    assert losses_of(session, 1) == pytest.approx([nats / letters], abs=2e-6)
    assert not session.state.memory


@pytest.mark.parametrize("experiment", [writer(), name_giver()], ids=["passages", "names"])
def test_its_script_writes_on_as_the_app_would(experiment: Experiment, tmp_path: Path, cache: Path) -> None:
    given = ("--data", str(local_data(first_dataset(experiment), cache)))
    told = run_alone(tmp_path, export_pytorch(experiment), *given, "--steps", "3", "--weights", "weights.pt")
    (field,) = experiment.datasets["data"].data_fields()
    network = open_session(experiment, cache).state.networks["writer"]
    network.load_state_dict(torch.load(tmp_path / "weights.pt"))
    begun = field.names.index("\n")
    tokens, _ = written(
        network,
        torch.tensor([[begun]]),
        dice_of(1, 400, torch.device("cpu")),
        torch.tensor([0.8]),
        mark=begun if field.mark else -1,
    )
    text = "".join(field.names[token] for token in tokens[0].tolist())
    assert len(text) == 400
    assert told.endswith(f"{text}\n")


def test_what_is_written_on_is_what_was_asked_for(cache: Path) -> None:
    network = open_session(writer(), cache).state.networks["writer"]
    (field,) = writer().datasets["data"].data_fields()
    text = generate(network, field.names, "To be", 60, seed=3)
    assert generate(network, field.names, "To be", 40, seed=3) == text[:40], "more begins with the same"
    assert generate(network, field.names, "To be", 60, seed=4) != text
    likeliest = [generate(network, field.names, "To be", 60, temperature=0.0, seed=seed) for seed in (1, 2)]
    assert likeliest[0] == likeliest[1]
    words = ("unknown", *(f"w{at}" for at in range(67)))
    assert len(generate(network, words, "w3 w5 nobody", 7).split(" ")) == 7


def test_streams_go_on_and_never_end() -> None:
    rows = torch.stack([stream_rows(10, 3, step) for step in range(1, 12)])
    assert rows[0].tolist() == [0, 3, 6]
    assert torch.equal((rows[1:] - rows[:-1]) % 10, torch.ones_like(rows[1:]))


def test_passages_go_on_from_each_other_and_no_held_out_play_is_learnt_from(cache: Path) -> None:
    data = load(writer().datasets["data"].model_copy(update={"train_limit": 0}), cache)
    for split in data.values():
        text = split["text"]
        assert (text[1:, 0] == text[:-1, -1]).all()
    names = writer().datasets["data"].data_fields()[0].names

    def spelt(split: str, count: int) -> str:
        return "".join(names[token] for row in islice(data[split]["text"], count) for token in row[1:])

    learnt, held = spelt("train", 10**6), spelt("test", 10**6)
    for said in ("But, soft! what light through yonder window breaks", "once more unto the breach"):
        assert said.lower() in held.lower()
        assert said.lower() not in learnt.lower()
    assert "to be, or not to be" in learnt.lower()


@pytest.mark.parametrize(
    ("experiment", "code"),
    [
        (writer(Embedding(features=6), Gru(hidden_size=8, bidirectional=True)), "reads_ahead"),
        (writer(Embedding(features=6), Conv1d(out_channels=8, padding=1)), "reads_ahead"),
        (writer(Embedding(features=6), PositionalEncoding(), Gru(hidden_size=8)), "reads_ahead"),
        (
            name_giver().model_copy(
                update={"algorithm": name_giver().algorithm.model_copy(update={"carry": True})}
            ),
            "nothing_goes_on",
        ),
    ],
)
def test_a_network_that_sees_what_comes_is_refused(experiment: Experiment, code: str) -> None:
    assert [problem.code for problem in check_experiment(experiment).problems] == [code]
