"""Where all randomness comes from."""

from __future__ import annotations

import hashlib


def mix(seed: int, *parts: int | str) -> int:
    """A seed of its own for each use of randomness, from the experiment's seed and the name of the use.

    Nothing streams: the numbers of step 400 do not depend on what was drawn before it,
    so a run can stop, resume or replay anywhere and still give the same bits.
    """
    digest = hashlib.blake2b(repr((seed, *parts)).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1
