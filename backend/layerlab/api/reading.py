"""From the JSON of a body to what a route takes, in a thread of its own."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from anyio import to_thread
from fastapi.routing import APIRoute
from pydantic import BaseModel, ValidationError
from starlette.requests import Request
from starlette.responses import Response

from layerlab.api.lanes import turn_of
from layerlab.experiment.invalid import faults
from layerlab.kit.errors import LayerlabError


class _ReadRequest(Request):
    """A request whose body has become what the route takes; the framework hands it on as it is."""

    body_as_read: BaseModel

    async def json(self) -> Any:
        return self.body_as_read


class ReadingRoute(APIRoute):
    """A route whose body is validated outside of the event loop, and whose sender learns of the first faults.

    The framework would do it inside, and note every fault of a hundred thousand.
    """

    reckons = False
    """Whether the route itself is work that others should not do at the same time."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()
        if self.body_field is None:
            return handle
        model: type[BaseModel] = self.body_field.field_info.annotation  # type: ignore[assignment]  # all are models

        async def read_and_handle(request: Request) -> Response:
            state = request.scope["state"]
            if "json" in state:
                value = await to_thread.run_sync(validated, model, state.pop("json"))
                request = _ReadRequest(request.scope, request.receive)
                request.body_as_read = value
            if not self.reckons and (turn := turn_of(request)) is not None:
                turn.release()
            return await handle(request)

        return read_and_handle


class ReckoningRoute(ReadingRoute):
    """One that walks through the whole network before it answers."""

    reckons = True


def validated(model: type[BaseModel], value: Any) -> BaseModel:
    """Raises LayerlabError with the first faults."""
    try:
        return model.model_validate(value)
    except ValidationError as error:
        problems = faults(error, model, value)
    first = problems[0]
    raise LayerlabError(first.code, first.params, 422, first.where, problems)
