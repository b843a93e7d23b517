"""One error class. The browser renders `code` and `params` in the reader's language."""

from __future__ import annotations

import errno
from dataclasses import dataclass, field
from typing import Any

Scalar = str | int | float | bool


@dataclass(frozen=True)
class Where:
    """The place of a fault: a role's node and field, or the path of a document's field."""

    role: str = ""
    node: str = ""
    field: str = ""


@dataclass(frozen=True)
class Problem:
    """One thing wrong with a document; checks return all of them.

    `code` names the sentence (`error.<code>` in the browser's words), `params` fill it.
    """

    code: str
    params: dict[str, Scalar] = field(default_factory=dict)
    where: Where = Where()


class LayerlabError(Exception):
    """What a user is told: which node, which field, what to do. `status` is the HTTP status."""

    def __init__(
        self,
        code: str,
        params: dict[str, Scalar] | None = None,
        status: int = 422,
        where: Where | None = None,
        problems: tuple[Problem, ...] = (),
    ) -> None:
        super().__init__(code, params or {})
        self.code = code
        self.params: dict[str, Scalar] = params or {}
        self.status = status
        self.where = where or Where()
        self.problems = problems

    def as_json(self) -> dict[str, Any]:
        """The body of an error answer."""
        body: dict[str, Any] = {"code": self.code, "params": self.params, "where": vars(self.where)}
        if self.problems:
            body["problems"] = [
                {"code": p.code, "params": p.params, "where": vars(p.where)} for p in self.problems
            ]
        return body


def is_disk_full(error: BaseException) -> bool:
    """Whether the disk, or the user's share of it, is full."""
    return isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT)
