"""Plan -> the classes of a network with blocks: one for each block, as a person would write it.

Whatever differs from use to use is an argument of the constructor: the parameters of the block, and the size of what
arrives, which no document says. All uses are looked at together, so that what is always the same is written down.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from layerlab.kit.call import Argument, Call
from layerlab.kit.values import Value, words
from layerlab.layers.base import Ports
from layerlab.layers.block import UseBlock
from layerlab.network.blocks import Level, Use
from layerlab.network.graph import Ref
from layerlab.network.names import reserved
from layerlab.network.plan import Plan, Step, taken_by
from layerlab.network.source import called, class_source, class_text, value_source

SIZES = ("out_channels", "out_features", "channels")
"""Fields that say how many maps or numbers a layer gives."""
TAKEN = {"range", "Tensor", "F"}
"""Names that the text itself needs."""
WIDTH = 110
"""Where a list of different copies is broken into lines."""


@dataclass(frozen=True)
class Expression:
    """Something that is written, and what it is in each copy of the block."""

    text: str
    values: tuple[Any, ...]


@dataclass(frozen=True)
class Copy:
    """One copy of a block, or the whole of a network."""

    plan: Plan
    level: Level

    def use(self, node: str) -> Use:
        """The use of another block at one of its nodes."""
        return self.plan.opened.uses[self.level.at(node)]

    def call(self, node: str) -> Call:
        """What one of its layers is in PyTorch."""
        return self.plan.calls[self.level.at(node)]


def network_sources(networks: Sequence[tuple[Plan, str, str]]) -> list[str]:
    """The classes of all blocks that the networks use, the innermost first; then those of the networks.

    Each network comes with the name and the words of its class.
    """
    copies: dict[str, list[Copy]] = {}
    for plan, _, _ in networks:
        for level in plan.opened.levels.values():
            if level.block:
                copies.setdefault(level.block, []).append(Copy(plan, level))
    names = class_names(copies, [name for _, name, _ in networks])
    classes: dict[str, BlockClass] = {}
    for block in _innermost_first(copies):
        classes[block] = BlockClass(names[block], _doc(block, len(copies[block])), copies[block], classes)
    texts = [each.text for each in classes.values()]
    for plan, name, doc in networks:
        if plan.opened.uses:
            texts.append(BlockClass(name, doc, [Copy(plan, plan.opened.levels[""])], classes).text)
        else:
            texts.append(class_source(plan, name, doc))
    return texts


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
        "AvgPool1d",
        "Concat",
        "ConcatAlong",
        "Conv1d",
        "Crop",
        "GlobalAvgPool",
        "Matmul",
        "MaxPool1d",
        "Multiply",
        "Noise",
        "Permute",
        "Reshape",
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


class BlockClass:
    """The class of one block, or of a network that uses some."""

    def __init__(
        self, name: str, doc: str, copies: Sequence[Copy], classes: Mapping[str, BlockClass]
    ) -> None:
        self.name, self.doc, self.copies, self.classes = name, doc, copies, classes
        self.level = copies[0].level
        self._needed: dict[str, Expression] = {}
        made = [self._made(node) for node in self.level.order if not self._is_end(node)]
        self.arguments = self._in_order()
        """Those of the constructor, with their values in each copy."""
        signature = "".join(f", {name}: {_type(each.values)}" for name, each in self.arguments.items())
        self.text = class_text(name, doc, signature, made, self._plan)

    def values(self, copy: Copy) -> dict[str, Any]:
        """The arguments of one copy."""
        at = self._places[id(copy.plan), copy.level.path]
        return {name: each.values[at] for name, each in self.arguments.items()}

    @cached_property
    def _places(self) -> dict[tuple[int, str], int]:
        return {(id(copy.plan), copy.level.path): at for at, copy in enumerate(self.copies)}

    def _in_order(self) -> dict[str, Expression]:
        """What arrives first, then the block's parameters, then whatever else differs."""
        usual = [*self._sizes, *map(_safe, self.level.values)]
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
            words(self._value(copy, Ref(node, self._ports(node).outputs[0])).sides) for copy in self.copies
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
            text = self._argument(node, name, values, self._symbol(node, name))
            written.append(text if place < first.positional else f"{name}={text}")
        return called(first, written)

    def _symbol(self, node: str, field: str) -> Expression | None:
        """What a field of a layer is in words: the parameter that is bound to it, or the size of what arrives."""
        if f"{node}.{field}" in self.level.bindings:
            return self._parameter(self.level.bindings[f"{node}.{field}"])
        if field in type(self.level.layers[node]).model_fields:
            return None
        taken = self._taken(node)
        return self._size(taken[0]) if taken and taken[0] is not None else None

    def _argument(self, node: str, name: str, values: tuple[Any, ...], symbol: Expression | None) -> str:
        """How a value is written that is the same in every copy, or has a name, or is given one."""
        plain = tuple(map(_plain, values))
        if self.level.block and symbol is not None and _agree(symbol.values, plain):
            return self._written(symbol)
        told = [value for value in plain if value is not None]
        if len(set(told)) == 1:
            return value_source(told[0])
        for known in [*self._sizes.values(), *map(self._parameter, self.level.values)]:
            if _agree(known.values, plain):
                return self._written(known)
        return self._written(Expression(f"{node}_{name}", tuple(told[0] if v is None else v for v in plain)))

    def _written(self, symbol: Expression) -> str:
        """Use an expression: the names in it are arguments of the constructor."""
        known = {**self._sizes, **{_safe(name): self._parameter(name) for name in self.level.values}}
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
        count = self._argument(node, "repeat", tuple(map(len, rows)), self._symbol(node, "repeat"))
        rest = [row[1:] for row in rows]
        nothing = dict.fromkeys(names)
        if all(each == row[0] for row in rows for each in row):
            made = f"{inner.name}({self._given(node, names, [row[0] for row in rows])})"
            return f"nn.Sequential(*({made} for _ in range({count})))"
        if all(each == row[0] for row in rest for each in row):
            first = f"{inner.name}({self._given(node, names, [row[0] for row in rows])})"
            later = [row[0] if row else nothing for row in rest]
            others = f"{inner.name}({self._given(node, names, later, again=True)})"
            fewer = str(int(count) - 1) if count.isdecimal() else f"{count} - 1"
            if fewer == "1":
                return f"nn.Sequential({first}, {others})"
            return f"nn.Sequential({first}, *({others} for _ in range({fewer})))"
        return self._listed(node, names, rows, inner.name)

    def _listed(self, node: str, names: list[str], rows: list[list[dict[str, Any]]], inner: str) -> str:
        """Copies that differ from one to the next: one by one, or, where the uses differ too, from a list."""
        if all(row == rows[0] for row in rows):
            made = [f"{inner}({', '.join(value_source(each[name]) for name in names)})" for each in rows[0]]
            text = f"nn.Sequential({', '.join(made)})"
            if len(text) <= WIDTH - 8 - len(node):
                return text
            return "nn.Sequential(\n" + "".join(f"            {each},\n" for each in made) + "        )"
        lists = tuple(tuple(tuple(each[name] for name in names) for each in row) for row in rows)
        given = self._written(Expression(f"{node}_arguments", lists))
        return f"nn.Sequential(*({inner}(*each) for each in {given}))"

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
                symbol = self._parameter(bound)
            elif name in inner._sizes:
                place = list(inner._sizes).index(name)
                symbol = self._size(Ref(node)) if again else self._size(self._taken(node)[place])
            written.append(self._argument(node, name, tuple(each[name] for each in values), symbol))
        return ", ".join(written)

    def parameter_of(self, argument: str) -> str:
        """The parameter of the block behind an argument of its constructor; empty where there is none."""
        return next((name for name in self.level.values if _safe(name) == argument), "")

    def _layer(self, node: str) -> UseBlock:
        layer = self.level.layers[node]
        assert isinstance(layer, UseBlock)
        return layer

    # -- what is known of sizes --------------------------------------------------------------------

    def _parameter(self, name: str) -> Expression:
        return Expression(_safe(name), tuple(copy.level.values[name] for copy in self.copies))

    @cached_property
    def _sizes(self) -> dict[str, Expression]:
        """Of what arrives at each input: `in_channels` of images, `in_features` of anything else."""
        inputs = [node for node, layer in self.level.layers.items() if not layer.inputs]
        found = {}
        for node in inputs if self.level.block else ():
            values = [self._value(copy, Ref(node)) for copy in self.copies]
            what = "channels" if values[0].kind == "image" else "features"
            name = f"in_{what}" if len(inputs) == 1 else f"{node}_{what}"
            while name in map(_safe, self.level.values):
                name += "_"
            found[name] = Expression(name, tuple(value.shape[0] if value.shape else 0 for value in values))
        return found

    def _size(self, ref: Ref | None) -> Expression | None:
        """How many maps or numbers there are at one place, in words; None where that can't be said."""
        if ref is None:
            return None
        told = self._told_size(ref)
        shapes = [self._value(copy, ref).shape for copy in self.copies]
        return (
            told if told is not None and told.values == tuple(shape[0] for shape in shapes if shape) else None
        )

    def _told_size(self, ref: Ref) -> Expression | None:
        node, layer = ref.node, self.level.layers[ref.node]
        if not layer.inputs:
            names = [name for name, each in self.level.layers.items() if not each.inputs]
            return list(self._sizes.values())[names.index(node)] if self._sizes else None
        if isinstance(layer, UseBlock):
            bound = [f"{node}.arguments.{name}" for name in self.classes[layer.block].level.values]
            values = tuple(self._value(copy, ref).shape[0] for copy in self.copies)
            known = [
                self._parameter(self.level.bindings[path]) for path in bound if path in self.level.bindings
            ]
            return next((each for each in known if each.values == values), None)
        for field in SIZES:
            if hasattr(layer, field):
                return self._symbol(node, field) or _literal(getattr(layer, field), len(self.copies))
        taken = [self._size(each) for each in self._taken(node)]
        if layer.kind == "concat" and all(taken):
            sums = zip(*(each.values for each in taken if each), strict=True)
            return Expression(" + ".join(each.text for each in taken if each), tuple(map(sum, sums)))
        return taken[0] if taken else None

    # -- the wires of the level --------------------------------------------------------------------

    @property
    def _plan(self) -> Plan:
        """What `forward` does, as the plan of a network with nothing but these nodes."""
        level, copy = self.level, self.copies[0]
        inputs, outputs, steps = dict[str, Value](), dict[str, Ref](), []
        for node in level.order:
            layer, ports = level.layers[node], self._ports(node)
            taken = self._taken(node)
            if not ports.inputs:
                inputs[node] = self._value(copy, Ref(node))
            elif not ports.outputs:
                outputs[node] = next(ref for ref in taken if ref is not None)
            else:
                given = {port: self._value(copy, Ref(node, port)) for port in ports.outputs}
                steps.append(Step(node, Call(layer.kind), taken, given))
        whole = {node: outputs[node] for node in level.layers if node in outputs}
        return Plan(inputs, tuple(steps), whole, heads=not level.block and copy.plan.heads)

    def _taken(self, node: str) -> tuple[Ref | None, ...]:
        return taken_by(self._ports(node).inputs, self.level.graph.arriving[node])

    def _ports(self, node: str) -> Ports:
        return self.level.layers[node].ports(self.copies[0].plan.opened.ports)

    def _value(self, copy: Copy, ref: Ref) -> Value:
        """What leaves a node in one copy."""
        return copy.plan.values[copy.level.known[ref]]


def _literal(value: int, count: int) -> Expression:
    return Expression(repr(value), (value,) * count)


def _agree(symbol: Sequence[Any], values: Sequence[Any]) -> bool:
    """Whether an expression has these values; None stands where it does not matter."""
    return all(value is None or value == told for told, value in zip(symbol, values, strict=True))


def _plain(value: Argument | None) -> Argument | None:
    """5 for (5, 5), as it is written."""
    if isinstance(value, tuple) and len(value) == 2 and value[0] == value[1] and isinstance(value[0], int):
        return value[0]
    return value


def _safe(name: str) -> str:
    """A parameter's name as an argument's."""
    return f"{name}_" if reserved(name) or name in TAKEN else name


def _type(values: Sequence[Any]) -> str:
    if all(isinstance(value, int) for value in values):
        return "int"
    if all(isinstance(value, tuple) and all(isinstance(each, int) for each in value) for value in values):
        return "tuple[int, ...]"
    return "tuple"
