"""Plan -> the source of a PyTorch class that a person would write."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from textwrap import fill

from layerlab.kit.call import Argument, Call
from layerlab.kit.values import words
from layerlab.network.graph import Ref
from layerlab.network.plan import LENGTHS, Plan, Step


@dataclass(frozen=True)
class Telling:
    """How the lengths of sequences go through a class that is a block, or that uses some."""

    inside: bool = False
    """It is a block: its padding is 0 already, and lengths are a last argument where it needs them."""
    takes: Ref | None = None
    """The lengths that it is told, by the input that they belong to."""
    gives: Ref | None = None
    """New lengths, which it returns beside its answer."""
    rows: frozenset[str] = frozenset()
    """Nodes that stand several times in a row and are told lengths one by one."""


def class_source(plan: Plan, name: str, doc: str) -> str:
    """The class `name`: one line a layer with the shape after it, and `forward` in the plan's order."""
    made = [(step.node, call_source(step.call), words(step.value.sides)) for step in plan.steps]
    return class_text(name, doc, "", made, plan)


def class_text(
    name: str,
    doc: str,
    arguments: str,
    made: list[tuple[str, str, str]],
    plan: Plan,
    telling: Telling = Telling(),
) -> str:
    """A class with these `arguments` of its constructor, written before `) -> None`. What is made there: the node, the
    call, and the shape where it is always the same. `plan` says what `forward` does."""
    lines = [
        f"class {name}(nn.Module):",
        f'    """{doc}"""',
        "",
        f"    def __init__(self{arguments}) -> None:",
        "        super().__init__()",
    ]
    calls = [f"        self.{node} = {call}" for node, call, _ in made]
    width = max((len(call) for call in calls if "\n" not in call), default=0)
    lines += [
        f"{call:<{width}}  # {shape}" if shape else call
        for call, (_, _, shape) in zip(calls, made, strict=True)
    ]
    return "\n".join([*lines, "", *_forward(plan, telling)]) + "\n"


def call_source(call: Call, first: str = "") -> str:
    """`nn.Conv2d(1, 6, kernel_size=5)`. What equals PyTorch's default is left out."""
    written = [first] if first else []
    for place, (name, value) in enumerate(call.arguments.items()):
        if place < call.positional:
            written.append(value_source(value))
        elif name not in call.defaults or value != call.defaults[name]:
            written.append(f"{name}={value_source(value)}")
    return called(call, written)


def called(call: Call, written: list[str]) -> str:
    """A call with its arguments as they are written, and how its weights begin where that is not PyTorch's way."""
    plain = f"{call.target}({', '.join(written)})"
    if call.first_weights is None:
        return plain
    rule, number = call.first_weights
    return f"initialised({plain}, {text_source(rule)}{f', {number!r}' if number else ''})"


def value_source(value: Argument) -> str:
    """A literal: 5 for (5, 5), and floats in the form that reads back to the same bits."""
    if isinstance(value, tuple) and len(value) == 2 and value[0] == value[1] and isinstance(value[0], int):
        return repr(value[0])
    return text_source(value) if isinstance(value, str) else repr(value)


def numbers_source(values: float | tuple[float, ...]) -> str:
    """A tensor of these numbers; several stand in lines of their own."""
    if isinstance(values, float):
        return f"torch.tensor({values!r})"
    rows = fill(", ".join(map(repr, values)), width=106, initial_indent="    ", subsequent_indent="    ")
    return f"torch.tensor([\n{rows}\n])"


def text_source(text: str) -> str:
    """A string literal, in double quotes where that needs no escapes."""
    literal = repr(text)
    return f'"{text}"' if literal == f"'{text}'" and '"' not in text else literal


def attribute_source(path: str) -> str:
    """Where a node's module is, from its network: `res_1[0].dropout_1`."""
    first, *rest = path.split("/")
    return first + "".join(f"[{part}]" if part.isdecimal() else f".{part}" for part in rest)


def _forward(plan: Plan, telling: Telling) -> list[str]:
    """`x` along a chain; a value that is needed later, or twice, bears the name of its node."""
    users: dict[Ref, list[str]] = {}
    for step in plan.steps:
        for ref in step.inputs:
            if ref is not None:
                users.setdefault(ref, []).append(step.node)
    for output, ref in plan.outputs.items():
        users.setdefault(ref, []).append(output)
    if telling.gives is not None:
        users.setdefault(telling.gives, []).append("")
    following = _following(plan)
    chained = {ref for ref in users if users[ref] == [following[ref.node]] and ref.port != LENGTHS}
    names = {ref: "x" if ref in chained else _name(ref, plan) for ref in users}
    single = Ref(plan.input)
    if len(plan.inputs) == 1 and names[single] != "x":
        names[single] = "inputs"
    entering = [Ref(node) for node in plan.inputs] + ([telling.takes] if telling.takes else [])
    arguments = ", ".join(f"{names[ref]}: Tensor" for ref in entering)
    leaving = [*plan.outputs.values(), *([telling.gives] if telling.gives else [])]
    results = [names[ref] for ref in leaving]
    gives = "Tensor" if len(results) == 1 else f"tuple[{', '.join(['Tensor'] * len(results))}]"
    if plan.heads:
        gives = f"Tensor | {gives}"
    lines = [f"    def forward(self, {arguments}) -> {gives}:"]
    lines += [
        f"        {names[Ref(node)]}, {names.get(Ref(node, LENGTHS), '_')} = unpadded({names[Ref(node)]})"
        for node, value in plan.inputs.items()
        if value.length and not telling.inside
    ]
    for step in plan.steps:
        lines += _row(step, names) if step.node in telling.rows else _line(step, names)
    if plan.heads:
        lines += ["        if self.training:", f"            return {', '.join(results)}"]
        return [*lines, f"        return {results[0]}"]
    return [*lines, f"        return {', '.join(results)}"]


def _following(plan: Plan) -> dict[str, str]:
    """Which node comes right after each; with several inputs none of them is followed at once."""
    nodes = [*plan.inputs, *(step.node for step in plan.steps), *plan.outputs]
    following = dict(pairwise(nodes))
    if len(plan.inputs) > 1:
        following |= dict.fromkeys(plan.inputs, "")
    if len(plan.outputs) > 1:
        following |= {ref.node: "" for ref in plan.outputs.values()}
    return following


def _name(ref: Ref, plan: Plan) -> str:
    if ref.port == LENGTHS and ref.node == plan.input and LENGTHS not in plan.calls:
        return LENGTHS
    return ref.node if ref.port == "out" else f"{ref.node}_{ref.port}"


def _given_to(step: Step, names: dict[Ref, str]) -> str:
    """The names of a step's results; one that nobody takes is `_`."""
    return ", ".join(names.get(ref, "_") for ref in step.refs)


def _line(step: Step, names: dict[Ref, str]) -> list[str]:
    taken = ["None" if ref is None else names[ref] for ref in step.inputs]
    while taken[-1:] == ["None"]:
        taken.pop()
    return [f"        {_given_to(step, names)} = self.{step.node}({', '.join(taken)})"]


def _row(step: Step, names: dict[Ref, str]) -> list[str]:
    """Several in a row, each of which takes what the one before it gives, and is told how long that is."""
    given = [names.get(ref, f"{ref.node}_{ref.port}") for ref in step.refs]
    taken = [names[ref] for ref in step.inputs if ref is not None]
    fresh = {own: before for own, before in zip(given, taken, strict=False) if own != before}
    lines = [f"        {', '.join(fresh)} = {', '.join(fresh.values())}"] if fresh else []
    told = [*given, *taken[len(given) :]]
    return [
        *lines,
        f"        for each in self.{step.node}:",
        f"            {', '.join(given)} = each({', '.join(told)})",
    ]
