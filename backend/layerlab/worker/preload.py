"""What the forkserver imports once, so that a forked worker begins at once.

Nothing here may touch CUDA or autograd: neither survives a fork.
"""

from __future__ import annotations

import torch
import torch._dynamo  # the first optimizer would import it, which takes more than a second

from layerlab.kit.memory import spare_lasting_objects
from layerlab.worker.exporter import export
from layerlab.worker.inspector import inspect
from layerlab.worker.looker import look
from layerlab.worker.process import work
from layerlab.worker.warm_up import warm_up

torch.set_num_threads(1)

LIVES = (work, inspect, look, export)
"""What a child may become."""
get_ready = warm_up
"""What it does as long as it is nothing yet."""

spare_lasting_objects()
