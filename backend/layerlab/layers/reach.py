"""How far layers see: on which places of what arrives one place of what leaves hangs. Whole numbers and fractions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from layerlab.kit.values import ValueKind

Number = int | Fraction
MOST_PARTS = 64
"""Where maps are enlarged, so many places are looked at: all see alike after that, unless they are larger still."""


@dataclass(frozen=True)
class Reach:
    """Along one side: place `i` of what leaves hangs on the places from `first + jump · i` to `last + jump · i`.

    Fractions, behind a layer that enlarges, are taken inwards: no place lies between two. Where a step before had
    passed over some, they are a bound.
    """

    first: Number = 0
    last: Number = 0
    jump: Number = 1

    @property
    def size(self) -> int:
        """How many places at most: the receptive field."""
        parts = min(Fraction(self.jump).denominator, MOST_PARTS)
        return max(self.at(place).stop - self.at(place).start for place in range(parts))

    def at(self, place: int) -> range:
        """The places that this one hangs on; some may lie beyond the edge."""
        return range(ceil(self.first + self.jump * place), floor(self.last + self.jump * place) + 1)

    def behind(self, before: Reach) -> Reach:
        """The same of what arrived further up, by which `before` this is reached."""
        return Reach(
            before.first + before.jump * self.first,
            before.last + before.jump * self.last,
            before.jump * self.jump,
        )


ITSELF = Reach()
SIDES_OF: dict[ValueKind, int] = {"image": 2, "sequence": 1, "tokens": 1}
"""Along how many sides one sees."""

Reaches = tuple[Reach, ...] | None
"""By side. None: no window that moves along, so that a place may hang on everything. Empty: there are no sides."""


def sliding(
    kernel: Sequence[int], stride: Sequence[int], padding: Sequence[int], dilation: Sequence[int] = ()
) -> tuple[Reach, ...]:
    """Of a window that slides over the sides."""
    gaps = dilation or (1,) * len(kernel)
    return tuple(
        Reach(-p, d * (k - 1) - p, s) for k, s, p, d in zip(kernel, stride, padding, gaps, strict=True)
    )


def laid_down(
    kernel: Sequence[int], stride: Sequence[int], padding: Sequence[int], dilation: Sequence[int]
) -> tuple[Reach, ...]:
    """Of a window that each place lays down, as a transposed convolution does."""
    return tuple(
        Reach(Fraction(p - d * (k - 1), s), Fraction(p, s), Fraction(1, s))
        for k, s, p, d in zip(kernel, stride, padding, dilation, strict=True)
    )


def enlarging(factor: int, taps: int = 1) -> Reach:
    """Of a side that becomes `factor` times as long, each place a blend of so many, or the nearest one."""
    if factor == 1:
        return ITSELF
    if taps == 1:
        return Reach(-Fraction(factor - 1, factor), 0, Fraction(1, factor))
    # The middle of a place lies by so much behind that of a place before: whole numbers of these shares apart.
    middle, least = Fraction(1 - factor, 2 * factor), Fraction(1, factor if factor % 2 else 2 * factor)
    most = 1 - least
    return Reach(middle - most - (taps // 2 - 1), middle - least + taps // 2, Fraction(1, factor))


def evened(side: int, into: int) -> Reach:
    """Of `into` windows that share a side among them, as evenly as whole places allow: the widest of them."""
    widest = max(-(-(at + 1) * side // into) - at * side // into for at in range(into))
    return Reach(0, widest - 1, Fraction(side, into))


def joined(reaches: Iterable[Reaches]) -> Reaches:
    """Where several wires meet: from the first place of any to the last of any."""
    first, *others = reaches
    for other in others:
        if first is None or other is None:
            return None
        if not first or not other:
            first = first or other
        elif len(first) != len(other):
            return None
        elif first != other:
            first = tuple(
                Reach(min(a.first, b.first), max(a.last, b.last), max(a.jump, b.jump))
                for a, b in zip(first, other, strict=True)
            )
    return first


def passed_on(before: Reaches, layer: Reaches) -> Reaches:
    """What a layer makes of what it is given."""
    if not before:
        return before
    if layer is None or len(layer) != len(before):
        return None
    return tuple(each if own == ITSELF else own.behind(each) for own, each in zip(layer, before, strict=True))
