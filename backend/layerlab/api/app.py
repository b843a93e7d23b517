"""The application: every route, behind the guard."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from anyio import to_thread
from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware

from layerlab import __version__
from layerlab.api import (
    checks,
    datasets,
    engine,
    errors,
    experiments,
    families,
    live,
    looks,
    matching,
    own_blocks,
    pages,
    presets,
    runs,
    scalars,
    sharing,
    take_home,
    trials,
    weights,
)
from layerlab.api.bodies import ErrorBody
from layerlab.api.edge.guard import Guard
from layerlab.api.services import Services

ROUTERS = tuple(
    room.router
    for room in (
        engine,
        presets,
        checks,
        looks,
        experiments,
        own_blocks,
        trials,
        runs,
        families,
        scalars,
        sharing,
        take_home,
        weights,
        matching,
        datasets,
        live,
        pages,
    )
)
"""Every route there is, by noun."""


def create_api(services: Services) -> FastAPI:
    """The routes alone, without the guard: for `openapi()` and for whoever lists them."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        services.engine.tell(services.run_lists.run_changed)
        await services.engine.start()
        try:
            yield
        finally:
            await services.engine.stop()
            await to_thread.run_sync(services.reading.stop)

    app = FastAPI(
        title="Layerlab",
        version=__version__,
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        separate_input_output_schemas=False,
        responses={"4XX": {"model": ErrorBody}, "5XX": {"model": ErrorBody}},
    )
    app.state.services = services
    errors.install(app)
    app.add_middleware(GZipMiddleware, minimum_size=1_000, compresslevel=5)
    for router in ROUTERS:
        app.include_router(router)
    app.mount("/", pages.BuiltFiles(services.static))
    return app


def create_app(services: Services) -> Guard:
    """What the server serves."""
    return Guard(create_api(services), services.settings.port, services.settings.allowed_hosts)
