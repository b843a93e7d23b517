"""From the bytes of a body to what a route takes: outside of the event loop, and large ones outside of the server."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from anyio import to_thread
from fastapi.routing import APIRoute
from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from layerlab.api.lanes import is_large, turn_of
from layerlab.api.reading_child import RECKONED
from layerlab.api.reckoning import validated
from layerlab.api.services import Services
from layerlab.kit import strict_json


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
            if "body" in state:
                read = await to_thread.run_sync(_read, request.app.state.services, model, state.pop("body"))
                if isinstance(read, Response):
                    return read
                request = _ReadRequest(request.scope, request.receive)
                request.body_as_read = read
            if not self.reckons and (turn := turn_of(request)) is not None:
                turn.release()
            return await handle(request)

        return read_and_handle


class ReckoningRoute(ReadingRoute):
    """One that walks through the whole network before it answers."""

    reckons = True


def _read(services: Services, model: type[BaseModel], body: bytes) -> BaseModel | Response:
    """What the route takes; or what is answered in its place. Raises LayerlabError with the first faults."""
    if is_large(len(body)):
        samples = services.speeds.samples(services.database) if model in RECKONED else ()
        answered = services.reading.answer(model, body, samples)
        if answered is not None:
            status, content = answered
            if status != 200 or model in RECKONED:
                return Response(content, status_code=status, media_type="application/json")
            # Our own writing of what was found sound: a quarter of the work.
            return model.model_validate_json(content)
    return validated(model, strict_json.read(body))
