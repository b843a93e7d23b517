import { fireEvent, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { ReactFlowProvider } from "@xyflow/react";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { documentStore } from "@/graph/documentStore";
import { experiment, lenet } from "@/graph/fixtures";
import { renderPage } from "@/test-page";
import { editorStore, openFinder } from "../editorStore";
import { Finder } from "./Finder";
import { Rail } from "./Rail";

beforeEach(() => {
  Element.prototype.scrollIntoView = vi.fn();
  documentStore.getState().open({ id: "e", revision: 1, document: experiment(lenet()) });
});

/** The end of a drag, as the browser tells it: "none" where nobody took what was carried. */
function endDrag(of: HTMLElement, dropEffect: "copy" | "none"): void {
  fireEvent.dragEnd(of, { dataTransfer: { dropEffect } });
}

describe("a layer that was carried to the canvas", () => {
  it("leaves no list of its family lying over the canvas", async () => {
    await renderPage(
      <ReactFlowProvider>
        <Rail />
      </ReactFlowProvider>,
    );
    await userEvent.click(await screen.findByRole("button", { name: /Pool/ }));
    const row = await screen.findByRole("button", { name: /^Mean pooling, 2-D/ });
    endDrag(row, "none");
    expect(screen.queryByRole("dialog")).not.toBeNull();
    endDrag(row, "copy");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  });

  it("leaves no finder either", async () => {
    openFinder();
    await renderPage(
      <ReactFlowProvider>
        <Finder place={null} x={null} y={null} />
      </ReactFlowProvider>,
    );
    const row = await screen.findByRole("option", { name: /^Mean pooling, 2-D/ });
    endDrag(row, "none");
    expect(editorStore.getState().finder).not.toBeNull();
    endDrag(row, "copy");
    expect(editorStore.getState().finder).toBeNull();
  });
});
