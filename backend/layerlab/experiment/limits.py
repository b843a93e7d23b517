"""How much one run may take, on any machine."""

from __future__ import annotations

MAX_BYTES = 64 * 10**9
"""Estimated memory of one run."""
MAX_STEPS = 10_000_000
"""SGD steps of one run."""
MAX_DOCUMENT_BYTES = 4 * 10**6
"""Size of a document as text."""
