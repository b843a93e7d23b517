"""From runs and files to weights that other runs can start from, and from there into the folder of a run."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from layerlab.api.services import Services
from layerlab.experiment.document import Experiment
from layerlab.experiment.matching import Match, layer_shapes, matched_names, matches
from layerlab.kit.errors import LayerlabError
from layerlab.kit.tensor_file import TensorFile, read_head, write_renamed
from layerlab.store import experiments
from layerlab.training.places import torch_name
from layerlab.worker.beginnings import start_file
from layerlab.worker.checkpoint_store import AVERAGES, NETWORKS, STATE, CheckpointStore

BEST, LAST = -2, -1


@dataclass(frozen=True)
class Chosen:
    """What one network of an experiment is to begin with."""

    role: str
    file: Path
    head: TensorFile
    found: tuple[Match, ...]

    def write(self, target: Path) -> None:
        """The tensors that fit, under the names that they have in the network."""
        names = matched_names(self.found, self.head, self.role)
        write_renamed(target, ((name, self.file, self.head, old) for name, old in names.items()))


def chosen(services: Services, document: Experiment, role: str) -> Chosen | None:
    """What a network begins with; None where the seed draws it. Raises LayerlabError `weights_gone`."""
    start = document.start.get(role)
    if start is None:
        return None
    return fitting(document, role, services.weights.path(start.weights), start.anew)


def fitting(document: Experiment, role: str, file: Path, anew: Collection[str] = ()) -> Chosen:
    """What a network would begin with from this file. Raises LayerlabError where that is none of weights."""
    head = read_head(file)
    return Chosen(role, file, head, matches(layer_shapes(document, role), head, role, anew))


def all_chosen(services: Services, document: Experiment) -> list[Chosen]:
    """What the networks of a sound experiment begin with. Raises LayerlabError where a file has nothing for its own."""
    found = [chosen(services, document, role) for role in document.start]
    taken = [one for one in found if one is not None]
    for one in taken:
        require_some(one)
    return taken


def require_some(one: Chosen) -> None:
    """Raises LayerlabError where no layer finds anything."""
    if not any(match.taken for match in one.found):
        raise LayerlabError("weights_fit_nothing", {"role": one.role}, status=409)


def keep_for_run(folder: Path, starts: list[Chosen]) -> None:
    """Put what a run begins with into its own folder: what it came from may go."""
    for one in starts:
        target = start_file(folder, one.role)
        target.parent.mkdir(parents=True, exist_ok=True)
        one.write(target)


def take_from_run(
    services: Services, run: str, snapshot: Experiment, role: str, step: int
) -> tuple[str, int]:
    """Keep the weights of one network of a run: their digest, and of which step they are.

    Raises LayerlabError where the run has no such checkpoint.
    """
    with _draft(services) as draft:
        at = write_of_run(services.artifacts.runs / run, snapshot, role, step, draft)
        return _kept(services, draft), at


def write_of_run(folder: Path, snapshot: Experiment, role: str, step: int, target: Path) -> int:
    """Write the weights of one network of a run, whose folder it is; of which step they are.

    Raises LayerlabError where the run has no such checkpoint.
    """
    at = _step(CheckpointStore(folder), step)
    origin = role if role in snapshot.networks else next(iter(snapshot.networks))
    layers = [torch_name(node) for node in layer_shapes(snapshot, origin)]
    prefix = f"{NETWORKS}{origin}."
    file = folder / "checkpoints" / str(at) / STATE
    try:
        head = read_head(file)
        own = [name.removeprefix(prefix) for name in head.tensors if name.startswith(prefix)]
        # Running averages are what its figure was measured with.
        averages = {name: f"{AVERAGES}{origin}.{name}" for name in own}
        named = [
            (name, averages[name] if averages[name] in head.tensors else f"{prefix}{name}") for name in own
        ]
        place = {layer: number for number, layer in enumerate(layers)}
        named.sort(key=lambda pair: place.get(pair[0].rpartition(".")[0], len(place)))
        write_renamed(target, ((new, file, head, old) for new, old in named), {"order": " ".join(layers)})
    except FileNotFoundError as error:
        # The run goes on, and has cleared this checkpoint away.
        raise LayerlabError("no_checkpoint", status=404) from error
    return at


def take_file(services: Services, draft: Path) -> str:
    """Keep a file that somebody sent, if it is one of weights; its digest."""
    head = read_head(draft)
    if not head.tensors:
        raise LayerlabError("weights_damaged", {"part": "count"})
    return _kept(services, draft)


@contextmanager
def _draft(services: Services) -> Iterator[Path]:
    draft = services.weights.draft()
    try:
        yield draft
    finally:
        draft.unlink(missing_ok=True)


def _kept(services: Services, draft: Path) -> str:
    def is_wanted(digest: str) -> bool:
        with services.database.reading() as session:
            return experiments.names(session, digest)

    return services.weights.take(draft, is_wanted)


def _step(checkpoints: CheckpointStore, step: int) -> int:
    if step >= 0:
        if checkpoints.good(step) is None:
            raise LayerlabError("no_checkpoint", status=404)
        return step
    newest = checkpoints.newest()
    if newest is None:
        raise LayerlabError("no_checkpoint", status=404)
    best = best_step(checkpoints) if step == BEST else -1
    return best if best >= 0 else newest.step


def best_step(checkpoints: CheckpointStore) -> int:
    """The step of the best evaluation, where its weights are kept; -1 where they are not."""
    newest = checkpoints.newest()
    best = -1 if newest is None else int(newest.evaluations.get("best_step", -1))
    return best if best >= 0 and checkpoints.good(best) is not None else -1
