import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { ReactFlowProvider } from "@xyflow/react";
import { expect, it } from "vitest";
import { documentStore } from "@/graph/documentStore";
import { experiment, lenet } from "@/graph/fixtures";
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
