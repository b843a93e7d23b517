"""The built pages: one document for every address that a reader may open, and the files that it loads."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.staticfiles import StaticFiles

from layerlab.api.access import VisitorOf
from layerlab.api.services import ServicesOf
from layerlab.store.owners import new_secret

NONCE_PLACE = "__CSP_NONCE__"
# Vite writes a hash of the content into the names of these files.
FOR_EVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"
NOT_BUILT = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Layerlab</title>
<h1>The pages are not built yet</h1>
<p>The server runs, but its pages are missing. In a clone, run <code>make run</code>, or
<code>python tools/build_ui.py</code>; otherwise install Layerlab from its wheel.</p>
<h1 lang="zh-CN">页面尚未构建</h1>
<p lang="zh-CN">服务器已在运行，但缺少页面。请在源码目录运行 <code>make run</code> 或
<code>python tools/build_ui.py</code>；也可以安装 Layerlab 的 wheel 包。</p></html>
"""

# Link previews and monitors ask for the head alone.
METHODS = ["GET", "HEAD"]

router = APIRouter(include_in_schema=False)


def document(static: Path, nonce: str, status: int = 200) -> HTMLResponse:
    """The page under this response's nonce."""
    try:
        text = (static / "index.html").read_text(encoding="utf-8")
    except FileNotFoundError:
        return HTMLResponse(NOT_BUILT, status_code=503)
    return HTMLResponse(text.replace(NONCE_PLACE, nonce), status_code=status)


@router.api_route("/", methods=METHODS)
@router.api_route("/library", methods=METHODS)
@router.api_route("/library/{tab}", methods=METHODS)
@router.api_route("/gallery", methods=METHODS)
@router.api_route("/e/{experiment}", methods=METHODS)
@router.api_route("/s/{secret}", methods=METHODS)
def page(request: Request, services: ServicesOf, visitor: VisitorOf) -> Response:
    """The one document; the path says what it shows."""
    response = document(services.static, request.state.nonce)
    if response.status_code == 503:
        return response
    if not visitor.owner and not visitor.key:
        visitor.set_cookie(response, new_secret())
    return response


class BuiltFiles(StaticFiles):
    """Files of the build. Those with a hash in their name are kept for ever."""

    def __init__(self, directory: Path) -> None:
        super().__init__(directory=directory, check_dir=False)
        self._static = directory
        # Without built pages there is nothing here, which is no fault of the server's.
        self.config_checked = True

    async def get_response(self, path: str, scope: Any) -> Response:
        # Stamps and manifests of the build, and the page without its nonce, are nobody's business.
        if any(part.startswith(".") for part in Path(path).parts) or path == "index.html":
            raise HTTPException(404)
        try:
            response = await super().get_response(path, scope)
        except HTTPException as error:
            if error.status_code != 404 or not _is_address_of_reader(path, scope):
                raise
            # The page says in the reader's language that there is nothing here.
            return document(self._static, scope["state"]["nonce"], status=404)
        hashed = path.startswith("assets/") and re.search(r"-[\w-]{8}\.\w+\Z", path)
        response.headers["cache-control"] = FOR_EVER if hashed else ASK_AGAIN
        return response


def _is_address_of_reader(path: str, scope: Any) -> bool:
    """Typed into a browser, rather than asked for by a program or a page."""
    wanted = Headers(scope=scope).get("accept", "")
    return "text/html" in wanted and Path(path).parts[:1] not in {("api",), ("assets",)}
