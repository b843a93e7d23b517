"""Where the tests train: on the processor, or on what TEST_DEVICE names (`TEST_DEVICE=cuda make test`)."""

from __future__ import annotations

import os
from typing import Literal, cast

DEVICE = cast("Literal['cpu', 'cuda', 'mps']", os.environ.get("TEST_DEVICE", "cpu"))
