"""A child that writes the network of an experiment as an ONNX file, and goes.

First weights need torch, and all weights much memory for a moment: neither is anything for the server.
"""

from __future__ import annotations

from multiprocessing.connection import Connection

import torch

from layerlab.experiment.document import Experiment
from layerlab.experiment.export import require_onnx
from layerlab.experiment.live_settings import off_at
from layerlab.experiment.load import stored
from layerlab.experiment.parts import ends_of
from layerlab.kit.errors import LayerlabError, is_disk_full
from layerlab.protocol import wire
from layerlab.protocol.worker import Decline
from layerlab.worker.beginnings import chosen, of_file
from layerlab.worker.checkpoint_store import Tensors, weights
from layerlab.worker.fresh import fresh
from layerlab.worker.onnx_order import OnnxOrder


def export(order: OnnxOrder, connection: Connection) -> None:
    """Write it, or say why it can't be. What is whole bears its name."""
    torch.set_num_threads(1)
    try:
        carry_out(order)
    except LayerlabError as error:
        connection.send_bytes(wire.pack(Decline(id=0, code=error.code, params=error.params)))
    except (RuntimeError, ValueError, OSError, MemoryError) as error:
        code = "disk_full" if is_disk_full(error) else "export_failed"
        connection.send_bytes(wire.pack(Decline(id=0, code=code)))


def carry_out(order: OnnxOrder) -> None:
    """Write the file. Raises LayerlabError: `onnx_missing`, what is wrong with the network, no such weights."""
    require_onnx()
    # Only now: whoever exports nothing needs no such package.
    from layerlab.experiment.onnx_file import write_onnx

    experiment = stored(order.experiment)
    told = dict(order.told)
    step = 0
    if order.run is None:
        taken, told["weights"] = _first(experiment, order), "first" if order.file is None else order.file.name
    else:
        kept = weights(order.run, order.which)
        taken, told["weights"], told["step"] = kept.roles[order.role], order.which, str(kept.step)
        step = kept.step
        if order.role in kept.averaged:
            told["averaged"] = "true"
    off = off_at(experiment, order.role, order.changes, step)
    draft = order.target.with_suffix(".draft")
    try:
        write_onnx(experiment, order.role, taken, told, draft, off)
        draft.replace(order.target)
    finally:
        draft.unlink(missing_ok=True)


def _first(experiment: Experiment, order: OnnxOrder) -> Tensors:
    """What the network begins with, or what a file gives it."""
    beginning = chosen(experiment, order.weights)
    if order.file is not None:
        beginning = of_file(experiment, order.file)
    network = fresh(experiment, order.role, ends_of(experiment)[order.role], beginning=beginning)
    return {name: tensor.numpy() for name, tensor in network.state_dict().items()}
