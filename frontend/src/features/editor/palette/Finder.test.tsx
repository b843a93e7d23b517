import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { ReactFlowProvider } from "@xyflow/react";
import { expect, it } from "vitest";
import { withBlocks } from "@/graph/blocks/definitions";
import { documentStore } from "@/graph/documentStore";
import { experiment, lenet } from "@/graph/fixtures";
import { sheetOf } from "@/graph/sheet";
import { renderPage } from "@/test-page";
import { Finder } from "./Finder";

it("finds layers by their name in either language and in PyTorch", async () => {
  documentStore.getState().open({ id: "e", revision: 1, document: experiment(lenet()) });
  await renderPage(
    <ReactFlowProvider>
      <Finder place={null} x={null} y={null} />
    </ReactFlowProvider>,
  );
  const box = screen.getByRole("combobox");
  const first = async (text: string) => {
    await userEvent.clear(box);
    await userEvent.type(box, text);
    return screen.queryAllByRole("option")[0]?.textContent ?? "";
  };
  expect(await first("mean pooling, 2")).toContain("avg_pool2d");
  expect(await first("nn.MaxPool2d")).toContain("max_pool2d");
  await waitFor(async () => expect(await first("二维最大池化")).toContain("max_pool2d"));
});

it("finds the document's blocks, and puts a use of one in", async () => {
  const network = { nodes: {}, edges: [] };
  const document = withBlocks(experiment(lenet()), {
    stage: { network, parameters: {}, bindings: {} },
  });
  documentStore.getState().open({ id: "e", revision: 1, document });
  await renderPage(
    <ReactFlowProvider>
      <Finder place={null} x={null} y={null} />
    </ReactFlowProvider>,
  );
  await userEvent.type(screen.getByRole("combobox"), "stag{Enter}");
  const { nodes } = sheetOf(documentStore.getState());
  expect(nodes.stage_1?.layer).toEqual({ kind: "block", block: "stage", arguments: {}, repeat: 1 });
});
