"""Plan -> the classes of a network with blocks: one for each block, as a person would write it.

Whatever differs from use to use is an argument of the constructor: the parameters of the block, and the size of what
arrives, which no document says. All uses are looked at together, so that what is always the same is written down.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

from layerlab.kit.values import words
from layerlab.layers.block import UseBlock
from layerlab.network.block_words import BlockWords, Copy, Expression, plain, safe
from layerlab.network.graph import Ref
from layerlab.network.plan import Plan
from layerlab.network.source import called, class_source, class_text, value_source

WIDTH = 110
"""Where a list of different copies is broken into lines."""


def network_sources(networks: Sequence[tuple[Plan, str, str]]) -> list[str]:
    """The classes of all blocks that the networks use, the innermost first; then those of the networks.

    Each network comes with the name and the words of its class.
    """
    classes = block_classes(networks)
    texts = [each.text for each in classes.values()]
    for plan, name, doc in networks:
        if plan.opened.uses:
            texts.append(BlockClass(name, doc, [Copy(plan, plan.opened.levels[""])], classes).text)
        else:
            texts.append(class_source(plan, name, doc))
    return texts


def block_classes(networks: Sequence[tuple[Plan, str, str]]) -> dict[str, BlockClass]:
    """The classes of the blocks alone, by the names of these."""
    copies: dict[str, list[Copy]] = {}
    for plan, _, _ in networks:
        for level in plan.opened.levels.values():
            if level.block:
                copies.setdefault(level.block, []).append(Copy(plan, level))
    names = class_names(copies, [name for _, name, _ in networks])
    classes: dict[str, BlockClass] = {}
    for block in _innermost_first(copies):
        classes[block] = BlockClass(names[block], _doc(block, len(copies[block])), copies[block], classes)
    return classes


def class_names(blocks: Iterable[str], others: Iterable[str]) -> dict[str, str]:
    """What the class of each block is called: `ResDown` for `res_down`, and no name twice."""
    taken = set(others)
    names = {}
    for block in blocks:
        name = "".join(word.capitalize() for word in block.split("_"))
        # A constant of the script is in capitals, and a module of ours has a short name.
        if name.isupper() or name in taken or name in OWN:
            name += "Block"
        while name in taken:
            name += "2"
        taken.add(name)
        names[block] = name
    return names


OWN = frozenset(
    [
        "Add",
        "Attention",
        "AvgPool1d",
        "Concat",
        "ConcatAlong",
        "Conv1d",
        "Crop",
        "GlobalAvgPool",
        "Gru",
        "LastStep",
        "Lstm",
        "Matmul",
        "MaxOverTime",
        "MaxPool1d",
        "MeanOverTime",
        "Multiply",
        "Noise",
        "OneHot",
        "Permute",
        "PositionalEncoding",
        "Reshape",
        "Rnn",
        "Scale",
        "Split",
        "SqueezeExcite",
        "StochasticDepth",
        "Subtract",
        "Path",
        "Optimizer",
        "Iterator",
        "Callable",
        "Tensor",
        "Any",
    ]
)
"""Classes that a script has from elsewhere; a test holds it against what `layerlab.nn` lists."""


def _doc(block: str, count: int) -> str:
    return f"The block {block}, {'once' if count == 1 else f'{count} times'} in all."


def _innermost_first(copies: Mapping[str, Sequence[Copy]]) -> list[str]:
    """The blocks, each after those that it uses."""
    done: dict[str, None] = {}

    def add(block: str) -> None:
        for layer in copies[block][0].level.layers.values():
            if isinstance(layer, UseBlock) and layer.block not in done:
                add(layer.block)
        done[block] = None

    for block in copies:
        if block not in done:
            add(block)
    return list(done)


class BlockClass(BlockWords):
    """The class of one block, or of a network that uses some."""

    def __init__(
        self, name: str, doc: str, copies: Sequence[Copy], classes: Mapping[str, BlockClass]
    ) -> None:
        super().__init__(copies, {block: tuple(each.level.values) for block, each in classes.items()})
        self.name, self.classes = name, classes
        self._needed: dict[str, Expression] = {}
        made = [self._made(node) for node in self.level.order if not self._is_end(node)]
        self.arguments = self._in_order()
        """Those of the constructor, with their values in each copy."""
        signature = "".join(f", {name}: {_type(each.values)}" for name, each in self.arguments.items())
        self.text = class_text(name, doc, signature, made, self.plan, self.telling)

    def values(self, copy: Copy) -> dict[str, Any]:
        """The arguments of one copy."""
        at = self._places[id(copy.plan), copy.level.path]
        return {name: each.values[at] for name, each in self.arguments.items()}

    @cached_property
    def _places(self) -> dict[tuple[int, str], int]:
        return {(id(copy.plan), copy.level.path): at for at, copy in enumerate(self.copies)}

    def _in_order(self) -> dict[str, Expression]:
        """What arrives first, then the block's parameters, then whatever else differs."""
        usual = [*self.sizes, *map(safe, self.level.values)]
        known = {name: self._needed[name] for name in usual if name in self._needed}
        return known | {name: each for name, each in self._needed.items() if name not in known}

    def _is_end(self, node: str) -> bool:
        layer = self.level.layers[node]
        return not isinstance(layer, UseBlock) and not (layer.inputs and layer.outputs)

    # -- what is made ------------------------------------------------------------------------------

    def _made(self, node: str) -> tuple[str, str, str]:
        """A node, how it is made, and its shape; a block's depends on where it stands."""
        layer = self.level.layers[node]
        text = self._use(node, layer) if isinstance(layer, UseBlock) else self._call(node)
        shapes = {
            words(self.value(copy, Ref(node, self.ports(node).outputs[0])).sides) for copy in self.copies
        }
        return node, text, "" if self.level.block else shapes.pop()

    def _call(self, node: str) -> str:
        """`nn.Conv2d(in_channels, channels, kernel_size=3)`. What equals PyTorch's default is left out."""
        calls = [copy.call(node) for copy in self.copies]
        first, written = calls[0], []
        for place, name in enumerate(first.arguments):
            values = tuple(call.arguments[name] for call in calls)
            is_usual = all(
                name in call.defaults and call.defaults[name] == call.arguments[name] for call in calls
            )
            is_bound = f"{node}.{name}" in self.level.bindings
            if place >= first.positional and is_usual and not is_bound:
                continue
            text = self._argument(node, name, values, self.symbol(node, name))
            written.append(text if place < first.positional else f"{name}={text}")
        return called(first, written)

    def _argument(self, node: str, name: str, values: tuple[Any, ...], symbol: Expression | None) -> str:
        """How a value is written that is the same in every copy, or has a name, or is given one."""
        given = tuple(map(plain, values))
        if self.level.block and symbol is not None and _agree(symbol.values, given):
            return self._written(symbol)
        told = [value for value in given if value is not None]
        if len(set(told)) == 1:
            return value_source(told[0])
        for known in [*self.sizes.values(), *map(self.parameter, self.level.values)]:
            if _agree(known.values, given):
                return self._written(known)
        return self._written(Expression(f"{node}_{name}", tuple(told[0] if v is None else v for v in given)))

    def _written(self, symbol: Expression) -> str:
        """Use an expression: the names in it are arguments of the constructor."""
        known = {**self.sizes, **{safe(name): self.parameter(name) for name in self.level.values}}
        for word in symbol.text.split(" + "):
            if word in known:
                self._needed[word] = known[word]
            elif not word.isdecimal():
                self._needed[word] = symbol
        return symbol.text

    def _use(self, node: str, layer: UseBlock) -> str:
        """`Res(64)`, or several of them in a row."""
        inner = self.classes[layer.block]
        uses = [copy.use(node) for copy in self.copies]
        rows = [
            [inner.values(Copy(copy.plan, copy.plan.opened.levels[path])) for path in use.copies]
            for copy, use in zip(self.copies, uses, strict=True)
        ]
        names = list(inner.arguments)
        if uses[0].copies == (self.level.at(node),):
            return f"{inner.name}({self._given(node, names, [row[0] for row in rows])})"
        count = self._argument(node, "repeat", tuple(map(len, rows)), self.symbol(node, "repeat"))
        rest = [row[1:] for row in rows]
        nothing = dict.fromkeys(names)
        if all(each == row[0] for row in rows for each in row):
            made = f"{inner.name}({self._given(node, names, [row[0] for row in rows])})"
            return self._in_a_row(node, f"*({made} for _ in range({count}))")
        if all(each == row[0] for row in rest for each in row):
            first = f"{inner.name}({self._given(node, names, [row[0] for row in rows])})"
            later = [row[0] if row else nothing for row in rest]
            others = f"{inner.name}({self._given(node, names, later, again=True)})"
            fewer = str(int(count) - 1) if count.isdecimal() else f"{count} - 1"
            if fewer == "1":
                return self._in_a_row(node, f"{first}, {others}")
            return self._in_a_row(node, f"{first}, *({others} for _ in range({fewer}))")
        return self._listed(node, names, rows, inner.name)

    def _listed(self, node: str, names: list[str], rows: list[list[dict[str, Any]]], inner: str) -> str:
        """Copies that differ from one to the next: one by one, or, where the uses differ too, from a list."""
        if all(row == rows[0] for row in rows):
            made = [f"{inner}({', '.join(value_source(each[name]) for name in names)})" for each in rows[0]]
            text = self._in_a_row(node, ", ".join(made))
            if len(text) <= WIDTH - 8 - len(node):
                return text
            return self._in_a_row(
                node, "\n" + "".join(f"            {each},\n" for each in made) + "        "
            )
        lists = tuple(tuple(tuple(each[name] for name in names) for each in row) for row in rows)
        given = self._written(Expression(f"{node}_arguments", lists))
        return self._in_a_row(node, f"*({inner}(*each) for each in {given})")

    def _in_a_row(self, node: str, copies: str) -> str:
        """Several copies, called one after the other: by PyTorch, but where each is told lengths."""
        return f"nn.ModuleList([{copies}])" if self.is_told(node) else f"nn.Sequential({copies})"

    def _given(
        self, node: str, names: list[str], values: list[dict[str, Any]], *, again: bool = False
    ) -> str:
        """The arguments of one copy of a block inside; `again`: of those after the first, given what it gave."""
        inner = self.classes[self._layer(node).block]
        written = []
        for name in names:
            symbol = None
            bound = self.level.bindings.get(f"{node}.arguments.{inner.parameter_of(name)}")
            if bound:
                symbol = self.parameter(bound)
            elif name in inner.sizes:
                place = list(inner.sizes).index(name)
                symbol = self.size(Ref(node)) if again else self.size(self.taken(node)[place])
            written.append(self._argument(node, name, tuple(each[name] for each in values), symbol))
        return ", ".join(written)

    def parameter_of(self, argument: str) -> str:
        """The parameter of the block behind an argument of its constructor; empty where there is none."""
        return next((name for name in self.level.values if safe(name) == argument), "")

    def _layer(self, node: str) -> UseBlock:
        layer = self.level.layers[node]
        assert isinstance(layer, UseBlock)
        return layer


def _agree(symbol: Sequence[Any], values: Sequence[Any]) -> bool:
    """Whether an expression has these values; None stands where it does not matter."""
    return all(value is None or value == told for told, value in zip(symbol, values, strict=True))


def _type(values: Sequence[Any]) -> str:
    if all(isinstance(value, int) for value in values):
        return "int"
    if all(isinstance(value, tuple) and all(isinstance(each, int) for each in value) for value in values):
        return "tuple[int, ...]"
    return "tuple"
