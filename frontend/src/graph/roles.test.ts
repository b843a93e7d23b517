/** Two networks on one canvas: of which it is spoken, and which of them an edit changes. */
import { beforeEach, describe, expect, it } from "vitest";
import { createDocumentStore } from "./documentStore";
import { networkOf } from "./experiment";
import { experiment, lenet, twoNetworks } from "./fixtures";

const store = createDocumentStore(() => 0);
const state = () => store.getState();
const units = (role: string) =>
  networkOf(state().document, role).nodes.linear_1?.layer.out_features;

beforeEach(() => state().open({ id: "e", revision: 1, document: twoNetworks() }));

describe("one of two networks", () => {
  it("is no edit: the document stays, there is nothing to undo, and nothing is chosen", () => {
    const { document } = state();
    state().select(["generator/linear_1"]);
    state().show("discriminator");
    expect(state()).toMatchObject({ role: "discriminator", document, selection: [] });
    expect(store.temporal.getState().pastStates).toEqual([]);
  });

  it("is one that the experiment has", () => {
    state().show("critic");
    expect(state().role).toBe("generator");
  });

  it("takes the edits, and only it does, whatever its layers are called", () => {
    const before = networkOf(state().document, "generator");
    state().setField("discriminator/linear_1", "out_features", 9);
    state().move({ "discriminator/linear_1": { x: 1, y: 1 } });
    state().rename("discriminator/output", "answer");
    state().remove(["discriminator/input"]);
    expect(units("discriminator")).toBe(9);
    expect(Object.keys(networkOf(state().document, "discriminator").nodes)).toEqual([
      "linear_1",
      "answer",
    ]);
    expect(networkOf(state().document, "generator")).toBe(before);
  });

  it("ends the steps of an arrow key: those of a field of the same name are steps of their own", () => {
    state().setField("generator/linear_1", "out_features", 2, true);
    state().setField("discriminator/linear_1", "out_features", 3, true);
    state().undo();
    expect([units("generator"), units("discriminator")]).toEqual([2, units("discriminator")]);
    expect(units("discriminator")).not.toBe(3);
  });
});

describe("what is chosen", () => {
  it("says of which network it is spoken: a layer, a wire, what is inserted or pasted", () => {
    state().select(["discriminator/linear_1"]);
    expect(state().role).toBe("discriminator");
    state().select([], { wires: ["generator/input>generator/linear_1"] });
    expect(state().role).toBe("generator");
    state().select([]);
    expect(state().role).toBe("generator");
    expect(state().insert("linear", { x: 0, y: 0 }, "discriminator/")).toBe(
      "discriminator/linear_2",
    );
    expect(state()).toMatchObject({ role: "discriminator", selection: ["discriminator/linear_2"] });
    expect(Object.hasOwn(networkOf(state().document, "generator").nodes, "linear_2")).toBe(false);
  });
});

describe("a wire", () => {
  it("stays within its network: nothing is drawn from one to the other", () => {
    const { document } = state();
    state().connect({ source: "generator/linear_1", target: "discriminator/linear_1" });
    expect(state().document).toBe(document);
  });
});

describe("undo", () => {
  it("speaks of the network in which something was undone, and of the same as before where nothing was", () => {
    state().setField("generator/linear_1", "out_features", 2);
    state().show("discriminator");
    state().setExperiment(["seed"], 7);
    state().undo();
    expect(state().role).toBe("discriminator");
    state().undo();
    expect(state()).toMatchObject({ role: "generator", selection: [] });
    state().show("discriminator");
    state().redo();
    expect(state().role).toBe("generator");
    expect(units("generator")).toBe(2);
  });
});

describe("another document", () => {
  it("keeps the network on screen where it has one of that name, and shows its first where not", () => {
    state().show("discriminator");
    state().adopt({ ...twoNetworks(), title: "Theirs" }, 2);
    expect(state().role).toBe("discriminator");
    state().view(experiment(lenet()));
    expect(state().role).toBe("classifier");
    state().bringBack();
    expect(state().role).toBe("classifier");
    state().undo();
    expect(state().role).toBe("generator");
  });
});
