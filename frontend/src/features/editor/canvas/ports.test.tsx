import { cleanup, renderHook, screen } from "@testing-library/react";
import { ReactFlow, ReactFlowProvider } from "@xyflow/react";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { documentStore } from "@/graph/documentStore";
import { experiment } from "@/graph/fixtures";
import type { NodeBox } from "@/graph/geometry";
import { ported, portedReport } from "@/graph/ported";
import { renderPage } from "@/test-page";
import { editorStore } from "../editorStore";
import { useDetours } from "../wires/useDetours";
import { flowEdges, flowNodes, Kept, type LayerData, layerData, type WireData } from "./flow";
import { LayerNode } from "./LayerNode";

vi.mock("@/schema/catalogue.gen", async (original) => {
  const { withPorted } = await import("@/graph/ported");
  return withPorted(await original<typeof import("@/schema/catalogue.gen")>());
});

const role = "classifier";
const network = ported();

function scene() {
  const reports = portedReport(role).networks[role]?.nodes ?? {};
  const lying = { document: experiment(network) };
  const ends = new Map<string, string>();
  const told = { lying, network, ends, reports, outputs: {}, problems: [], unchanged: null };
  const data = layerData(
    { ...told, openedBeads: new Set() },
    new Kept<NodeBox>(),
    new Kept<LayerData>(),
  );
  const nodes = flowNodes(network, data, { selection: new Set(), role, label: (id) => id });
  const words = { role: "wire", label: () => "" };
  const edges = flowEdges(network, data, new Set(), new Kept<WireData>(), words);
  return { nodes, edges };
}

describe("a layer with several ports", () => {
  it("has a handle for each, evenly along its sides, and wires that end at them", () => {
    const { nodes, edges } = scene();
    const handles = (id: string) => nodes.find((node) => node.id === id)?.handles ?? [];
    const height = nodes.find(({ id }) => id === "attention_1")?.height ?? 0;
    expect(handles("attention_1").map(({ id, type, y }) => [id, type, y + 3.5])).toEqual([
      ["query", "target", height / 4],
      ["key", "target", height / 2],
      ["mask", "target", (height * 3) / 4],
      ["out", "source", height / 2],
    ]);
    expect(
      edges.map(({ sourceHandle, targetHandle }) => `${sourceHandle} ${targetHandle}`),
    ).toEqual(["out in", "out in", "out query", "state key", "out in"]);
  });

  it("writes on each wire what leaves by its own port, where that is new", () => {
    const { edges } = scene();
    const written = edges.map(({ data }) => [data?.value?.sides.join(), data?.changes]);
    expect(written).toEqual([
      ["1,28,28", true],
      ["784", true],
      ["784", false],
      ["32", true],
      ["784", false],
    ]);
  });

  it("draws a wire at a port that a layer does not have at its first", () => {
    const strange = { source: "lstm_1", target: "attention_1", target_port: "value" };
    const changed = { ...network, edges: [strange] };
    const data = new Map(scene().nodes.map(({ id, data }) => [id, data]));
    const words = { role: "wire", label: () => "" };
    const [edge] = flowEdges(changed, data, new Set(), new Kept<WireData>(), words);
    expect(edge?.targetHandle).toBe("query");
  });

  it("keeps wires of one pair of layers apart where they run round a third", () => {
    const { nodes, edges } = scene();
    const moved = nodes.map((node) =>
      node.id === "attention_1" ? { ...node, position: { x: 900, y: 100 } } : node,
    );
    const between = moved.map((node) =>
      node.id === "output" ? { ...node, position: { x: 600, y: 100 } } : node,
    );
    const { result } = renderHook(() => useDetours(between, edges.slice(2, 4)));
    const lanes = result.current.map(({ data }) => data?.bends?.lane);
    expect(lanes[0]).toBeTypeOf("number");
    expect(lanes[1]).toBeTypeOf("number");
    expect(lanes[0]).not.toBe(lanes[1]);
  });
});

beforeAll(() => {
  vi.stubGlobal(
    "ResizeObserver",
    class {
      observe = () => undefined;
      unobserve = () => undefined;
      disconnect = () => undefined;
    },
  );
});

beforeEach(() =>
  documentStore.getState().open({ id: "e", revision: 1, document: experiment(network) }),
);

afterEach(() => {
  cleanup();
  editorStore.setState(editorStore.getInitialState(), true);
  documentStore.getState().close();
});

describe("a layer on the canvas", () => {
  const shown = async () => {
    await renderPage(
      <ReactFlowProvider>
        <ReactFlow nodes={scene().nodes} nodeTypes={NODE_TYPES} />
      </ReactFlowProvider>,
    );
    await screen.findByText("query");
  };
  const NODE_TYPES = { layer: LayerNode };
  const handle = (node: string, port: string) =>
    document.querySelector<HTMLElement>(
      `.react-flow__handle[data-nodeid="${node}"][data-handleid="${port}"]`,
    );

  it("names its ports only where there are several, and stands with one as it always did", async () => {
    await shown();
    expect(screen.getAllByText("state")).toHaveLength(1);
    expect(screen.queryByText("input", { selector: "[data-end]" })).toBeNull();
    expect(handle("attention_1", "key")?.style.top).toBe("50%");
    expect(handle("attention_1", "query")?.style.top).toBe("25%");
    expect(handle("flatten_1", "in")?.getAttribute("style")).toBeNull();
  });

  it("lights each port by its own verdict, and tells a refusal there", async () => {
    const problem = {
      code: "wire_exists",
      params: { source: "lstm_1", node: "attention_1" },
      where: { role, node: "attention_1", field: "" },
    };
    await shown();
    const verdicts = {
      attention_1: {
        query: { allowed: false, problem },
        key: { allowed: true, problem: null },
      },
      output: { in: { allowed: false, problem } },
    };
    const from = { node: "lstm_1", port: "state" };
    editorStore.setState({ wiring: { from, end: "source", verdicts, choice: null } });
    await vi.waitFor(() => expect(handle("attention_1", "key")?.dataset.light).toBe("allowed"));
    expect(handle("attention_1", "query")?.dataset.light).toBe("refused");
    expect(handle("attention_1", "mask")?.dataset.light).toBe("unknown");
    expect(handle("attention_1", "out")?.dataset.light).toBeUndefined();
    const wiring = (id: string) =>
      document.querySelector<HTMLElement>(`[data-id="${id}"] [data-look]`)?.dataset.wiring;
    expect([wiring("attention_1"), wiring("output")]).toEqual([undefined, "refused"]);

    const at = { node: "attention_1", port: "query" };
    editorStore.setState({ wiring: null, refusal: { at, end: "target", problem } });
    const told = await screen.findByText(/already/, { selector: "p" });
    expect(told.style.bottom).toBe("calc(75% + 10px)");
  });
});
