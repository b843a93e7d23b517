import { screen } from "@testing-library/react";
import { ReactFlowProvider } from "@xyflow/react";
import { expect, it, vi } from "vitest";
import { defaultLayer } from "@/graph/catalogue";
import { documentStore } from "@/graph/documentStore";
import { experiment } from "@/graph/fixtures";
import type { Network } from "@/graph/types";
import { renderPage } from "@/test-page";
import { editorStore } from "../editorStore";
import { Palette } from "./Palette";
import { useEditorActions } from "./useEditorActions";

/** A skip wire whose other branch stands a row lower. */
const residual: Network = {
  nodes: {
    output: { layer: defaultLayer("output"), position: { x: 900, y: 100 } },
    add_1: { layer: defaultLayer("add"), position: { x: 700, y: 100 } },
    input: { layer: defaultLayer("input"), position: { x: 0, y: 100 } },
    conv2d_1: { layer: defaultLayer("conv2d"), position: { x: 300, y: 200 } },
  },
  edges: [
    { source: "input", target: "add_1" },
    { source: "input", target: "conv2d_1" },
    { source: "conv2d_1", target: "add_1" },
    { source: "add_1", target: "output" },
  ],
};

const Layers = () => <Palette actions={useEditorActions()} />;

it("lists the layers in the order of the plan, as the inspector does", async () => {
  Element.prototype.scrollIntoView = vi.fn();
  documentStore.getState().open({ id: "e", revision: 1, document: experiment(residual) });
  editorStore.setState({ palette: "layers" });
  await renderPage(
    <ReactFlowProvider>
      <Layers />
    </ReactFlowProvider>,
  );
  const layers = screen.getAllByRole("option").map(({ textContent }) => textContent ?? "");
  expect(
    layers.slice(0, 4).map((words) => /^(input|conv2d_1|add_1|output)/.exec(words)?.[1]),
  ).toEqual(["input", "conv2d_1", "add_1", "output"]);
});
