"""From an event's report in the worker to the picture of it: what the page received and drew, and when."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import msgpack
from playwright.sync_api import Page, WebSocket

Message = dict[str, Any]

# When each message came, and when a canvas was drawn anew: a drawing is on its way to the screen once the frame that
# it was made in has been handed over. Times are seconds since the epoch, as in the worker: one machine, one clock.
LISTEN = """(() => {
  const now = () => (performance.timeOrigin + performance.now()) / 1000;
  window.came = [];
  window.drawings = [];
  const Plain = WebSocket;
  window.WebSocket = class extends Plain {
    constructor(...given) {
      super(...given);
      this.addEventListener("message", () => window.came.push(now()));
    }
  };
  const clear = CanvasRenderingContext2D.prototype.clearRect;
  CanvasRenderingContext2D.prototype.clearRect = function (...box) {
    const drawing = { began: now(), place: this.canvas.closest(".uplot") ? "curves" : "tiles", done: 0 };
    const counts = drawing.place === "curves" || this.canvas.closest(".react-flow__node");
    const last = window.drawings.at(-1);
    if (counts && (last?.done !== 0 || last?.place !== drawing.place)) {
      window.drawings.push(drawing);
      setTimeout(() => { drawing.done = now(); });
    }
    return clear.apply(this, box);
  };
})()"""


@dataclass
class Drawn:
    """What one kind of event took, in seconds, from its report to its arrival and to its picture."""

    arrived: list[float] = field(default_factory=list)
    drawn: list[float] = field(default_factory=list)


class Ear:
    """Hears what a page's live sockets receive; made before the page is opened."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._messages: list[Message] = []
        self._since = 0.0
        page.add_init_script(LISTEN)
        page.on("websocket", self._opened)

    def forget(self) -> None:
        """Listen from here on."""
        self._since = self._page.evaluate("() => (performance.timeOrigin + performance.now()) / 1000")

    def _opened(self, socket: WebSocket) -> None:
        self._messages.clear()
        socket.on("framereceived", lambda data: self._messages.append(msgpack.unpackb(data)))

    def heard(self) -> dict[str, Drawn]:
        """Curves and tiles: an event is drawn with the first drawing after it came, be that of a newer one."""
        came, drawings = self._page.evaluate("() => [window.came, window.drawings]")
        heard = {"curves": Drawn(), "tiles": Drawn()}
        # Both lists begin with the page's first message; what came between two calls is cut off.
        count = min(len(came), len(self._messages))
        for at, message in zip(came[:count], self._messages[:count], strict=True):
            place = _place(message) if at >= self._since else ""
            done = [d["done"] for d in drawings if d["place"] == place and d["began"] >= at and d["done"] > 0]
            if place and done:
                heard[place].arrived.append(at - message["at"])
                heard[place].drawn.append(done[0] - message["at"])
        return heard


def _place(message: Message) -> str:
    """Where this message's event is drawn; nowhere for others, and for those whose time is not known."""
    if message["type"] != "logged" or not message["at"]:
        return ""
    event = message["event"]
    if event["kind"] == "scalars_recorded":
        return "curves"
    is_outputs = event["kind"] == "frame_recorded" and event["frame"]["kind"] == "node_outputs"
    return "tiles" if is_outputs else ""
