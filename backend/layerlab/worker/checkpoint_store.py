"""Where a run's checkpoints lie. No torch: the server lists and hands out weights too.

`<run>/checkpoints/<step>/state.safetensors`, and beside it `state.json`, written last: a checkpoint without a manifest
that fits its bytes does not exist.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal

import numpy as np
import safetensors.numpy
from numpy.typing import NDArray

from layerlab.kit.errors import LayerlabError

STATE, MANIFEST = "state.safetensors", "state.json"
NETWORKS, AVERAGES = "networks.", "memory.average."
"""Before the role and the name of a weight, and of its running average."""
KEPT_NEWEST = 2
KEPT_EPOCH_ENDS = 20

_FIRST_NAMES = {"test_losses": "since_lowest", "best_accuracy": "best"}
"""Of the evaluations, when they were those of a classifier."""

Tensors = dict[str, NDArray[np.generic]]
Which = Literal["last", "best"]


@dataclass(frozen=True)
class Manifest:
    """What a checkpoint says about itself."""

    step: int
    environment: dict[str, str]
    """torch, instruction set, threads, device: on another one the run goes on, but not bit for bit."""
    changes: dict[str, Any] = field(default_factory=dict)
    """What was changed in mid-run so far: by name, the values by their first step."""
    evaluations: dict[str, Any] = field(default_factory=dict)
    """How the evaluations up to this step went: the fields of `EvaluationHistory`."""
    trained_s: float = 0.0
    """Seconds of training up to this step, over all terms."""
    evaluated: bool = True
    """Whether the evaluation that belongs to this step was reported."""
    size: int = 0
    digest: str = ""
    format: int = 1


class CheckpointStore:
    """The checkpoints of one run."""

    def __init__(self, run: Path) -> None:
        self._folder = run / "checkpoints"

    def steps(self) -> list[int]:
        """The steps that have a checkpoint, whole or not, from the first to the last."""
        if not self._folder.is_dir():
            return []
        return sorted(int(entry.name) for entry in self._folder.iterdir() if entry.name.isdecimal())

    def newest(self, before: int | None = None) -> Manifest | None:
        """The newest good checkpoint (of a step before that one); a damaged one is passed over."""
        steps = [step for step in reversed(self.steps()) if before is None or step < before]
        return next(filter(None, map(self._checked, steps)), None)

    def damaged_after(self, step: int) -> int:
        """The newest checkpoint after `step` that is there and not good; -1 where there is none."""
        later = (kept for kept in reversed(self.steps()) if kept > step)
        return next((kept for kept in later if self._checked(kept) is None), -1)

    def read(self, step: int) -> Tensors:
        """The tensors of a good checkpoint."""
        return dict(safetensors.numpy.load_file(self._folder / str(step) / STATE))

    def put(self, tensors: Tensors, manifest: Manifest) -> None:
        """Write a checkpoint: all of it, or nothing that anybody would take for one."""
        content = safetensors.numpy.save(tensors)
        signed = asdict(manifest) | {"size": len(content), "digest": _digest(content)}
        place, draft = self._folder / str(manifest.step), self._folder / f".draft-{manifest.step}"
        shutil.rmtree(draft, ignore_errors=True)
        try:
            draft.mkdir(parents=True)
            _write(draft / STATE, content)
            _write(draft / MANIFEST, json.dumps(signed).encode())
            _sync_folder(draft)
        except OSError:
            # On a full disk half a checkpoint would take the room that the next attempt needs.
            shutil.rmtree(draft, ignore_errors=True)
            raise
        if place.exists():
            shutil.rmtree(place)
        draft.rename(place)
        _sync_folder(self._folder)

    def good(self, step: int) -> Manifest | None:
        """The checkpoint of this step; None where there is none, or a damaged one."""
        return self._checked(step)

    def worth_keeping(self, steps_per_epoch: int, best_step: int = -1) -> tuple[int, ...]:
        """The newest two, the last twenty ends of epochs and the best one."""
        steps = self.steps()
        ends = [step for step in steps if step % steps_per_epoch == 0]
        kept = {best_step, *steps[-KEPT_NEWEST:], *ends[-KEPT_EPOCH_ENDS:]}
        return tuple(step for step in steps if step in kept)

    def thin(self, kept: tuple[int, ...]) -> None:
        """Keep these; the others go."""
        for step in self.steps():
            if step not in kept:
                shutil.rmtree(self._folder / str(step), ignore_errors=True)

    def _checked(self, step: int) -> Manifest | None:
        folder = self._folder / str(step)
        try:
            manifest = _manifest((folder / MANIFEST).read_bytes())
            content = (folder / STATE).read_bytes()
        except (OSError, ValueError, TypeError):
            return None
        fits = len(content) == manifest.size and _digest(content) == manifest.digest
        return manifest if fits and manifest.step == step else None


@dataclass(frozen=True, eq=False)
class Weights:
    """What the networks of a run have learnt, as they are evaluated: where averages are kept, these.

    Two are equal where their files are, byte by byte.
    """

    roles: dict[str, Tensors]
    """By role, under the names that PyTorch has for them."""
    step: int
    damaged_step: int = -1
    """Which newer checkpoint was damaged; -1 where none was."""
    averaged: tuple[str, ...] = ()
    """The roles whose weights are running averages."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Weights) and self.content == other.content

    def __hash__(self) -> int:
        return hash(self.content)

    @property
    def content(self) -> bytes:
        """A safetensors file: `<node>.<parameter>`; with several networks `<role>.<node>.<parameter>`."""
        named = {
            name if len(self.roles) == 1 else f"{role}.{name}": tensor
            for role, tensors in self.roles.items()
            for name, tensor in tensors.items()
        }
        told = {"step": str(self.step)}
        if self.damaged_step >= 0:
            told["damaged_step"] = str(self.damaged_step)
        if self.averaged:
            told["averaged"] = " ".join(self.averaged)
        return _in_order(bytes(safetensors.numpy.save(named, metadata=told)))


def _in_order(content: bytes) -> bytes:
    """The same file; what it tells of itself, which the library puts in any order, in one: same weights, same bytes."""
    end = 8 + int.from_bytes(content[:8], "little")
    head = json.loads(content[8:end])
    told = dict(sorted(head.pop("__metadata__").items()))
    packed = json.dumps({"__metadata__": told, **head}, separators=(",", ":")).encode()
    packed += b" " * (-len(packed) % 8)
    return len(packed).to_bytes(8, "little") + packed + content[end:]


def weights(run: Path, which: Which = "last") -> Weights:
    """The last weights, or those of the best evaluation. Raises LayerlabError where the run has no such checkpoint."""
    checkpoints = CheckpointStore(run)
    manifest = checkpoints.newest()
    if manifest is None:
        raise LayerlabError("no_checkpoint", status=404)
    damaged_step = checkpoints.damaged_after(manifest.step) if which == "last" else -1
    if which == "best":
        manifest = checkpoints.good(manifest.evaluations.get("best_step", -1))
        if manifest is None:
            raise LayerlabError("no_best_checkpoint", status=404)
    roles: dict[str, Tensors] = {}
    averages = set()
    state = checkpoints.read(manifest.step)
    # Averages last: they take the place of the weights that they are of.
    for name in sorted(state, key=lambda name: name.startswith(AVERAGES)):
        for prefix in (NETWORKS, AVERAGES):
            role, _, own = name.removeprefix(prefix).partition(".")
            if name.startswith(prefix) and (prefix == NETWORKS or own in roles.get(role, {})):
                roles.setdefault(role, {})[own] = state[name]
                averages |= {role} if prefix == AVERAGES else set()
    return Weights(roles, manifest.step, damaged_step, tuple(sorted(averages)))


def _manifest(text: bytes) -> Manifest:
    """A manifest as it was saved, by this Layerlab or an earlier one."""
    saved = json.loads(text)
    if "standing" in saved:
        saved["evaluations"] = saved.pop("standing")
    evaluations = saved.get("evaluations", {})
    saved["evaluations"] = {_FIRST_NAMES.get(name, name): value for name, value in evaluations.items()}
    return Manifest(**saved)


def _digest(content: bytes) -> str:
    return hashlib.blake2b(content, digest_size=16).hexdigest()


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return  # Windows can't open a folder; its rename is journalled.
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
