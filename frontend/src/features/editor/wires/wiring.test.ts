import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { documentStore } from "@/graph/documentStore";
import { networkOf } from "@/graph/experiment";
import { experiment, twoNetworks } from "@/graph/fixtures";
import { ported } from "@/graph/ported";
import { edgeId } from "@/graph/types";
import { serve } from "@/test-page";
import { editorStore, holdWire, mayJoin } from "../editorStore";
import { ask, beginByKey, finishWire, pressWhileWiring } from "./wiring";

vi.mock("@/schema/catalogue.gen", async (original) => {
  const { withPorted } = await import("@/graph/ported");
  return withPorted(await original<typeof import("@/schema/catalogue.gen")>());
});

const problem = {
  code: "shapes_differ",
  params: {},
  where: { role: "classifier", node: "attention_1", field: "" },
};
const allowed = { allowed: true, problem: null };
const refused = { allowed: false, problem };
const targets = {
  input: { in: refused },
  flatten_1: { in: refused },
  attention_1: { query: refused, key: allowed, mask: allowed },
  output: { in: allowed },
};

const startWire = (...held: Parameters<typeof holdWire>) => {
  holdWire(...held);
  ask();
};
const now = () => networkOf(documentStore.getState().document, "classifier");
const ids = () => now().edges.map(edgeId);
const state = { node: "lstm_1", port: "state" };

beforeEach(() =>
  documentStore.getState().open({ id: "e", revision: 1, document: experiment(ported()) }),
);

afterEach(() => {
  documentStore.getState().close();
  editorStore.setState(editorStore.getInitialState(), true);
  vi.unstubAllGlobals();
});

const answered = () =>
  vi.waitFor(() => expect(editorStore.getState().wiring?.verdicts).toEqual(targets));

describe("a wire between ports", () => {
  it("is asked about by its port, and ends at the first that may be", async () => {
    const { asked } = serve({ "POST /api/targets": { targets } });
    startWire(state, "source");
    await answered();
    expect(asked[0]?.body).toMatchObject({ source: "lstm_1", port: "state" });
    expect(mayJoin({ node: "attention_1", port: "query" })).toBe(false);
    expect(mayJoin({ node: "attention_1", port: "key" })).toBe(true);
    const wire = await finishWire("attention_1", ["query", "mask", "key"]);
    expect(wire && edgeId(wire)).toBe("lstm_1.state>attention_1.mask");
    expect(ids()).toContain("lstm_1.state>attention_1.mask");
    expect(ids()).toContain("lstm_1.state>attention_1.key");
  });

  it("is refused at the port that it was let go on, and no other is taken in its place", async () => {
    serve({ "POST /api/targets": { targets } });
    startWire(state, "source");
    expect(await finishWire("attention_1", ["query"])).toBeNull();
    expect(editorStore.getState().refusal).toEqual({
      at: { node: "attention_1", port: "query" },
      end: "target",
      problem,
    });
    expect(now()).toEqual(ported());
  });

  it("is pulled from an input backwards", async () => {
    const { asked } = serve({ "POST /api/targets": { targets: { lstm_1: { state: allowed } } } });
    startWire({ node: "attention_1", port: "mask" }, "target");
    const wire = await finishWire("lstm_1", ["state"]);
    expect(asked[0]?.body).toMatchObject({ target: "attention_1", port: "mask" });
    expect(wire && edgeId(wire)).toBe("lstm_1.state>attention_1.mask");
  });

  it("stays within its network: layers of another are refused, in words, before anything is answered", async () => {
    documentStore.getState().open({ id: "g", revision: 1, document: twoNetworks() });
    const { document } = documentStore.getState();
    const { asked } = serve({ "POST /api/targets": { targets: { output: { in: allowed } } } });
    startWire({ node: "generator/linear_1", port: "out" }, "source");
    expect(mayJoin({ node: "discriminator/linear_1", port: "in" })).toBe(false);
    expect(mayJoin({ node: "discriminator/input", port: "in" })).toBe(false);
    expect(await finishWire("discriminator/linear_1", ["in"])).toBeNull();
    expect(asked[0]?.body).toMatchObject({ role: "generator", source: "linear_1" });
    expect(editorStore.getState().refusal).toMatchObject({
      at: { node: "discriminator/linear_1", port: "in" },
      problem: { code: "other_network", where: { role: "discriminator", node: "linear_1" } },
    });
    expect(documentStore.getState().document).toBe(document);
  });

  it("walks by key through the ports that may be, and begins at the next output", async () => {
    serve({ "POST /api/targets": { targets } });
    const out = { node: "lstm_1", port: "out" };
    const say = ((key: string, words: object) => `${key} ${Object.values(words)}`) as never;
    const press = (key: string, shiftKey = false) => {
      pressWhileWiring({ key, shiftKey } as KeyboardEvent, say);
      return editorStore.getState().news;
    };
    beginByKey(out, say);
    await answered();
    expect(editorStore.getState().news).toBe("news.wiring lstm_1.out");
    const right = () => press("ArrowRight").replace("news.candidate ", "");
    const round = ["attention_1.key", "attention_1.mask", "output"];
    expect([right(), right(), right(), right()]).toEqual([...round, "attention_1.key"]);
    expect(press("Tab", true)).toBe("news.candidate output");
    expect(press("w")).toBe("news.wiring lstm_1.state");
    await answered();
    expect(press("ArrowLeft")).toBe("news.candidate output");
    press("Enter");
    await vi.waitFor(() => expect(ids()).toContain("lstm_1.state>output"));
  });
});
