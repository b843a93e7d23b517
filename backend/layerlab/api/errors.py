"""Every fault leaves as `{code, params, where, problems}`; what the client sent is never repeated."""

from __future__ import annotations

import errno
import re
from collections.abc import Sequence
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from sqlalchemy.exc import OperationalError
from starlette.exceptions import HTTPException

from layerlab.api.catalogue import FAMILIES
from layerlab.kit.errors import LayerlabError, Problem, Scalar, Where
from layerlab.kit.members import members

MAX_PROBLEMS = 50

_NAME = re.compile(r"^[A-Za-z0-9_]{1,60}$")
# From the schema, not from the client: these may be told.
_TOLD = (
    "ge",
    "gt",
    "le",
    "lt",
    "multiple_of",
    "min_length",
    "max_length",
    "expected",
    "expected_tags",
    "pattern",
)
_KINDS = frozenset(kind for union in FAMILIES.values() for kind in members(union))
_HTTP_CODES = {404: "not_found", 405: "method_not_allowed"}


def install(app: FastAPI) -> None:
    """Put the handlers on an application."""
    app.add_exception_handler(LayerlabError, _layerlab_error)
    app.add_exception_handler(RequestValidationError, _invalid_request)
    app.add_exception_handler(HTTPException, _http_exception)
    app.add_exception_handler(OperationalError, _database_error)
    app.add_exception_handler(OSError, _file_error)
    app.add_exception_handler(Exception, _last)


def answer(error: LayerlabError) -> JSONResponse:
    """An error as the client sees it."""
    return JSONResponse(error.as_json(), status_code=error.status)


def problems_of(details: Sequence[Any]) -> tuple[Problem, ...]:
    """pydantic's findings as problems of the house: place and constraint, never the value."""
    return tuple(_problem(detail) for detail in details[:MAX_PROBLEMS])


def _problem(detail: dict[str, Any]) -> Problem:
    context = detail.get("ctx", {})
    told: dict[str, Scalar] = {"constraint": detail["type"]}
    for name in _TOLD:
        value = context.get(name)
        if isinstance(value, str | int | float):
            told[name] = value
    return Problem("invalid_field", told, _where(detail["loc"]))


def _where(location: Sequence[str | int]) -> Where:
    """`body, document, networks, classifier, nodes, conv2d_1, layer, conv2d, padding, 0` -> role, node, `padding.0`."""
    # A key that no name of ours could be is the client's own text.
    path = [str(part) if _NAME.match(str(part)) else "?" for part in location]
    while path and path[0] in {"body", "query", "path", "document", "experiment"}:
        path = path[1:]
    role = node = ""
    if path[:1] == ["networks"] and len(path) > 1:
        role, path = path[1], path[2:]
        if path[:1] == ["nodes"] and len(path) > 1:
            node, path = path[1], path[2:]
            path = path[1:] if path[:1] == ["layer"] else path
    # Between a union and its member's field stands the member's kind: not a field.
    fields = [part for i, part in enumerate(path) if part not in _KINDS or i == len(path) - 1 > 0]
    return Where(role=role, node=node, field=".".join(fields))


async def _layerlab_error(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, LayerlabError)
    return answer(error)


async def _invalid_request(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    problems = problems_of(error.errors())
    first = problems[0] if problems else Problem("invalid_field")
    return answer(LayerlabError(first.code, first.params, 422, first.where, problems))


async def _http_exception(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    response = answer(
        LayerlabError(_HTTP_CODES.get(error.status_code, "bad_request"), status=error.status_code)
    )
    response.headers.update(error.headers or {})
    return response


async def _database_error(_: Request, error: Exception) -> JSONResponse:
    if "disk is full" in str(error):
        return _disk_full()
    raise error


async def _file_error(_: Request, error: Exception) -> JSONResponse:
    if isinstance(error, OSError) and error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return _disk_full()
    raise error


def _disk_full() -> JSONResponse:
    return answer(LayerlabError("disk_full", status=507))


async def _last(_: Request, __: Exception) -> JSONResponse:
    # The server logs the exception itself; the client learns nothing of it.
    return answer(LayerlabError("internal", status=500))
