"""The server's REST door, for what a test needs before it opens a browser."""

from __future__ import annotations

from typing import Any

import httpx

Document = dict[str, Any]


class Rest:
    """Makes experiments and runs, reads them, and clears away what it made."""

    def __init__(self, url: str) -> None:
        # The server lets go of a connection that is idle for five seconds. One that went at the very moment of a
        # request would be taken for a fault.
        limits = httpx.Limits(keepalive_expiry=2)
        self._client = httpx.Client(base_url=url, timeout=30, limits=limits)
        self._made: list[str] = []

    def preset(self, preset: str = "lenet5_mnist") -> Document:
        document: Document = self._client.get(f"/api/presets/{preset}").raise_for_status().json()
        return document

    def create(
        self,
        title: str = "Test",
        *,
        train_limit: int = 0,
        epochs: int = 3,
        evaluations_per_epoch: int = 4,
        **optimizer: Any,
    ) -> str:
        """LeNet-5 under a title of its own; `train_limit` samples make an epoch short."""
        document = self.preset()
        document["title"] = title
        document["datasets"]["data"]["train_limit"] = train_limit
        document["pace"]["length"] = {"kind": "epochs", "epochs": epochs}
        document["pace"]["evaluations"] = {"kind": "per_epoch", "times": evaluations_per_epoch}
        document["optimizers"]["classifier"] |= optimizer
        return self.create_from(document)

    def create_from(self, document: Document) -> str:
        answer = self._client.post("/api/experiments", json={"document": document}).raise_for_status()
        experiment: str = answer.json()["id"]
        self._made.append(experiment)
        return experiment

    def read(self, experiment: str) -> Document:
        body: Document = self._client.get(f"/api/experiments/{experiment}").raise_for_status().json()
        return body

    def status(self, path: str) -> int:
        return self._client.get(path).status_code

    def cards(self) -> list[Document]:
        listed: list[Document] = self._client.get("/api/experiments").raise_for_status().json()
        return listed

    def save(self, experiment: str, **changes: Any) -> None:
        """Save over the newest revision, as another tab would."""
        body = self.read(experiment)
        request = {"revision": body["revision"], "document": body["document"] | changes}
        self._client.put(f"/api/experiments/{experiment}", json=request).raise_for_status()

    def train(self, experiment: str) -> str:
        revision = self.read(experiment)["revision"]
        path = f"/api/experiments/{experiment}/runs"
        run: str = self._client.post(path, json={"revision": revision}).raise_for_status().json()["id"]
        return run

    def delete(self, experiment: str) -> None:
        self._client.delete(f"/api/experiments/{experiment}").raise_for_status()

    def delete_run(self, run: str) -> None:
        self._client.delete(f"/api/runs/{run}").raise_for_status()

    def run(self, run: str) -> Document:
        body: Document = self._client.get(f"/api/runs/{run}").raise_for_status().json()
        return body

    def share(self, experiment: str) -> str:
        """The path of a new link."""
        answer = self._client.post(f"/api/experiments/{experiment}/shares").raise_for_status()
        path: str = answer.json()["path"]
        return path

    def adopt(self, experiment: str) -> None:
        """Clear this one away too."""
        self._made.append(experiment)

    def clear(self) -> None:
        for experiment in self._made:
            self._client.delete(f"/api/experiments/{experiment}")
        self._client.close()
