"""What an algorithm says of the script that is exported from it. No torch: the server prints it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace


@dataclass(frozen=True)
class Printed:
    """The algorithm's part of a script; data, networks, optimizers, order and pace are printed for all alike.

    Its lines stand in the script's loop. They find each network under its name (`name_of`), its `optimizer`
    (`<role>_optimizer` where there are several), `inputs` and `targets` of the step, and in `test` the batches of the
    test set.
    """

    tells: str
    """What the script tells while it trains, as words for its head."""
    file: str
    """The file of the package in which its functions stand."""
    functions: tuple[str, ...]
    """Functions of that file, in the order in which they are printed. What they call comes by itself."""
    step: str
    """The line that takes a step and sets `loss`. For `{settings}` stands what the fields that can change come to."""
    evaluation: str
    """The line that asks the test set and sets `test_loss`."""
    figures: tuple[str, ...]
    """What is told of the last step: pieces of an f-string."""
    test_figures: tuple[str, ...] = ()
    """What is told of an evaluation, likewise."""
    heads: str = ""
    """The function that takes a step where the network gives several answers, in place of the first of `functions`;
    after the targets it is given the weights of their losses. Empty where there can't be several."""
    before: tuple[str, ...] = ()
    """Lines before the loop. For `{target}` stands the array of the part `target` that is learnt from, for `{classes}`
    how many categories it has."""
    after: tuple[str, ...] = ()
    """Lines after the loop. For `{lag}` stands from what the data were subtracted, where they are a series; for
    `{mark}` the argument that tells the token before and behind each text, where there is one."""
    spells: bool = False
    """Whether the script must know what each token stands for: `SYMBOLS`."""
    names: Mapping[str, str] = field(default_factory=dict)
    """What the network of a role is called, where the role's own name would mislead."""

    def with_heads(self, weights: tuple[float, ...]) -> Printed:
        """The same for a network with several answers."""
        usual = self.functions[0]
        step = self.step.replace(usual, self.heads).replace("{settings}", f", {weights!r}{{settings}}")
        return replace(self, functions=(self.heads, *self.functions[1:]), step=step)

    def name_of(self, role: str) -> str:
        """What the network of this role is called in the script."""
        return self.names.get(role, role)
