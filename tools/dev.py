"""Starts the server and the front end's development server side by side; Ctrl+C ends both."""

from __future__ import annotations

import subprocess
import sys

import build_ui


def main() -> int:
    build_ui.install()
    server = subprocess.Popen([sys.executable, "-m", "layerlab", "serve"])
    try:
        npm, environment = build_ui.npm()
        return subprocess.run(
            [*npm, "run", "dev"], cwd=build_ui.FRONTEND, env=environment, check=False
        ).returncode
    except KeyboardInterrupt:
        return 0
    finally:
        server.terminate()
        server.wait(timeout=15)


if __name__ == "__main__":
    sys.exit(main())
