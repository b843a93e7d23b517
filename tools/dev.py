"""Starts the server and the front end's development server side by side; Ctrl+C ends both."""

from __future__ import annotations

import os
import subprocess
import sys

import build_ui

PAGES_PORT = 5173


def main() -> int:
    build_ui.install()
    hosts = f"localhost:{PAGES_PORT},127.0.0.1:{PAGES_PORT},{os.environ.get('LAYERLAB_ALLOWED_HOSTS', '')}"
    settings = os.environ | {"LAYERLAB_ALLOWED_HOSTS": hosts}
    server = subprocess.Popen([sys.executable, "-m", "layerlab", "serve"], env=settings)
    try:
        npm, environment = build_ui.npm()
        return subprocess.run(
            [*npm, "run", "dev", "--", "--port", str(PAGES_PORT), "--strictPort"],
            cwd=build_ui.FRONTEND,
            env=environment,
            check=False,
        ).returncode
    except KeyboardInterrupt:
        return 0
    finally:
        server.terminate()
        server.wait(timeout=15)


if __name__ == "__main__":
    sys.exit(main())
