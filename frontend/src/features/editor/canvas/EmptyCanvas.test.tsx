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

it("two ends say what is missing between them, and nothing lies over them to be pressed", async () => {
  await invite({
    input: { layer: defaultLayer("input"), position: { x: 0, y: 100 } },
    output: { layer: defaultLayer("output"), position: { x: 300, y: 100 } },
  });
  expect(screen.queryByText("Put a first layer between the input and the output")).not.toBeNull();
  expect(screen.queryByRole("button")).toBeNull();
});

it("invites nobody who may not edit to do so", async () => {
  await invite({}, true);
  expect(screen.queryByRole("button")).toBeNull();
  expect(screen.queryByText(/Press/)).toBeNull();
});
