"""What stands on a preset's card: what one looks at while it trains, recorded once from a real run of it.

`python tools/record_presets.py` makes the files; the browser draws them, so that they follow its theme.
"""

from __future__ import annotations

from pathlib import Path

from layerlab.kit.document import Document
from layerlab.protocol.frames import Frame

FOLDER = Path(__file__).parent / "recorded"
PRETRAINED = Path(__file__).parent / "weights"
"""Weights that ready experiments start from, each file under the digest of what it holds."""


class PresetPicture(Document):
    """One of the three is told, the others are empty."""

    frames: tuple[Frame, ...] = ()
    """Readings of probes: maps, a surface, or of several samples what came back."""
    pairs: bytes = b""
    """float32: of samples of the test set what is true and what the network says, in turns."""
    lines: tuple[bytes, ...] = ()
    """float32: a curve of each variant, at steps as far apart in all of them."""


def file_of(preset: str) -> Path:
    """Where the picture of a preset is kept."""
    return FOLDER / f"{preset}.msgpack"


def recorded(preset: str) -> bytes | None:
    """The packed picture; None where none was recorded."""
    try:
        return file_of(preset).read_bytes()
    except OSError:
        return None
