import { describe, expect, it, vi } from "vitest";
import { clipToText } from "./clipText";
import { sameNetwork, unchangedNodes } from "./compare";
import { differences } from "./differences";
import { createDocumentStore } from "./documentStore";
import * as edit from "./edit";
import { networkOf } from "./experiment";
import { experiment } from "./fixtures";
import { boxes } from "./geometry";
import { mendsOf } from "./mends";
import { paste, textToClip } from "./pasting";
import { ported, wire } from "./ported";
import { placeOf } from "./ports";
import { takenRects } from "./taken";
import { edgeId, type Network } from "./types";

vi.mock("@/schema/catalogue.gen", async (original) => {
  const { withPorted } = await import("./ported");
  return withPorted(await original<typeof import("@/schema/catalogue.gen")>());
});

const ids = ({ edges }: Network) => edges.map(edgeId);
const at = { x: 0, y: 0 };
const KINDS = new Set(["input", "flatten", "lstm", "attention", "output"]);

function opened() {
  const store = createDocumentStore(() => 0);
  store.getState().open({ id: "e", revision: 1, document: experiment(ported()) });
  const now = () => networkOf(store.getState().document, "classifier");
  return { store, now };
}

describe("wires between ports", () => {
  it("replace what the port had, leave the node's other ports alone, and keep those of a port of many", () => {
    const { store, now } = opened();
    store.getState().connect(wire("flatten_1 attention_1.key"));
    expect(ids(now())).toContain("lstm_1>attention_1.query");
    expect(ids(now())).not.toContain("lstm_1.state>attention_1.key");
    store.getState().connect(wire("flatten_1 attention_1.mask"));
    store.getState().connect(wire("lstm_1 attention_1.mask"));
    expect(ids(now())).toContain("flatten_1>attention_1.mask");
    expect(ids(now())).toContain("lstm_1>attention_1.mask");
    for (let step = 0; step < 3; step++) store.getState().undo();
    expect(now()).toEqual(ported());
  });

  it("are cut one by one, though their nodes are the same", () => {
    const { store, now } = opened();
    store.getState().connect(wire("lstm_1 attention_1.key"));
    store.getState().remove([], { wires: [wire("lstm_1 attention_1.key")] });
    expect(ids(now())).toContain("lstm_1>attention_1.query");
    expect(ids(now()).filter((id) => id.startsWith("lstm_1"))).toHaveLength(1);
  });

  it("are spliced: the new layer's first ports take the wire's places", () => {
    const into = edit.insertOnWire(
      ported(),
      wire("lstm_1.state attention_1.key"),
      "attention_2",
      { kind: "attention" },
      at,
    );
    expect(ids(into)).toContain("lstm_1.state>attention_2.query");
    expect(ids(into)).toContain("attention_2>attention_1.key");
  });

  it("heal between the ports where a layer is taken out", () => {
    const into = edit.insertOnWire(
      ported(),
      wire("lstm_1.state attention_1.key"),
      "relu_1",
      { kind: "relu" },
      at,
    );
    expect(new Set(ids(edit.removeNodes(into, ["relu_1"])))).toEqual(new Set(ids(ported())));
  });

  it("are copied with their ports, and what is no port is not pasted", () => {
    const clip = edit.cut(ported(), ["lstm_1", "attention_1"]);
    const read = textToClip(clipToText(clip), KINDS);
    const { network: pasted } = paste(ported(), read ?? clip, at);
    expect(ids(pasted)).toContain("lstm_2>attention_2.query");
    expect(ids(pasted)).toContain("lstm_2.state>attention_2.key");
    const wicked = {
      ...clip,
      edges: [{ source: "lstm_1", target: "attention_1", source_port: { out: 1 }, extra: 1 }],
    };
    const [wire] = textToClip(clipToText(wicked as never), KINDS)?.edges ?? [];
    expect(wire).toBeUndefined();
  });
});

describe("two networks", () => {
  const turned = (): Network => ({
    ...ported(),
    edges: ported().edges.map((edge) =>
      edge.target_port === undefined
        ? edge
        : { ...edge, target_port: edge.target_port === "key" ? "query" : "key" },
    ),
  });

  it("differ where wires between the same nodes change ports, and not in the order of ports", () => {
    expect(sameNetwork(ported(), turned())).toBe(false);
    expect(unchangedNodes(turned(), ported()).has("lstm_1")).toBe(true);
    expect(unchangedNodes(turned(), ported()).has("attention_1")).toBe(false);
    const reversed = { ...ported(), edges: ported().edges.toReversed() };
    expect(sameNetwork(ported(), reversed)).toBe(true);
    expect(differences(experiment(ported()), experiment(turned()))).toEqual([{ what: "rewired" }]);
  });
});

describe("where ports stand", () => {
  it("is evenly along the side, one alone in the middle, a strange one at the first", () => {
    expect(placeOf("conv2d", "target", "in")).toBe(1 / 2);
    expect(["query", "key", "mask"].map((port) => placeOf("attention", "target", port))).toEqual([
      1 / 4,
      1 / 2,
      3 / 4,
    ]);
    expect(placeOf("attention", "source", "out")).toBe(1 / 2);
    expect(placeOf("attention", "target", "value")).toBe(1 / 4);
    expect(placeOf("from_a_newer_layerlab", "target", "query")).toBe(1 / 2);
  });

  it("is where wires are kept clear of", () => {
    const network = ported();
    const sizes = boxes(network, () => null, new Set());
    const height = sizes.get("lstm_1")?.height ?? 0;
    const heights = takenRects(network, sizes).map(({ y }) => y);
    expect(heights).toContain(100 + height * (1 / 3 - 1 / 2));
    expect(heights).toContain(100 + height * (2 / 3 - 1 / 2));
  });
});

describe("what mends a problem between ports", () => {
  const where = { role: "classifier", node: "attention_1", field: "" };

  it("wires the port that waits to the one end that is loose", () => {
    const loose = edit.disconnect(ported(), [
      wire("lstm_1 attention_1.query"),
      wire("lstm_1.state attention_1.key"),
    ]);
    const half = edit.connect(loose, wire("flatten_1 attention_1.query"), false);
    const problem = { code: "missing_port", params: { node: "attention_1", port: "key" }, where };
    const [mend] = mendsOf(problem, half);
    expect(mend && ids(mend.edit(half))).toContain("lstm_1>attention_1.key");
  });

  it("joins the wires of the one port that has too many", () => {
    const crowded = {
      ...ported(),
      edges: [...ported().edges, wire("flatten_1 attention_1.key")],
    };
    const problem = { code: "too_many_wires", params: { node: "attention_1", count: 2 }, where };
    const [mend] = mendsOf(problem, crowded);
    const after = mend ? ids(mend.edit(crowded)) : [];
    expect(after).toContain("lstm_1>attention_1.query");
    expect(after).toContain("lstm_1.state>add_1");
    expect(after).toContain("flatten_1>add_1");
    expect(after).toContain("add_1>attention_1.key");
  });
});
