import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { ReactFlowProvider } from "@xyflow/react";
import { expect, it } from "vitest";
import { defaultLayer } from "@/graph/catalogue";
import { documentStore } from "@/graph/documentStore";
import { networkOf } from "@/graph/experiment";
import { experiment } from "@/graph/fixtures";
import type { Network } from "@/graph/types";
import { renderPage } from "@/test-page";
import { editorStore } from "../editorStore";
import { EmptyCanvas } from "./EmptyCanvas";

const invite = (nodes: Network["nodes"], readOnly = false) => {
  const document = experiment({ nodes, edges: [] });
  documentStore.getState().open({ id: "e", revision: 1, document });
  documentStore.setState({ readOnly });
  return renderPage(
    <ReactFlowProvider>
      <EmptyCanvas />
    </ReactFlowProvider>,
  );
};

it("an empty canvas offers its first layer", async () => {
  await invite({});
  await userEvent.click(screen.getByRole("button", { name: "Add an input" }));
  await waitFor(() => {
    const { document, role } = documentStore.getState();
    expect(Object.keys(networkOf(document, role).nodes)).toEqual(["input"]);
  });
  expect(screen.queryByRole("button")).toBeNull();
});

it("two ends offer the finder for what goes between", async () => {
  const at = (x: number) => ({ x, y: 100 });
  await invite({
    input: { layer: defaultLayer("input"), position: at(0) },
    output: { layer: defaultLayer("output"), position: at(300) },
  });
  await userEvent.click(screen.getByRole("button", { name: "Find a layer" }));
  expect(editorStore.getState().finder).toEqual({ place: null, x: null, y: null });
});

it("invites nobody who may not edit to do so", async () => {
  await invite({}, true);
  expect(screen.queryByRole("button")).toBeNull();
  expect(screen.queryByText(/Press/)).toBeNull();
});
