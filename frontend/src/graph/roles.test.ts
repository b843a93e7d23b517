/** What follows the network on the canvas where an experiment has two, and what does not. */
import { beforeEach, describe, expect, it } from "vitest";
import { createDocumentStore } from "./documentStore";
import { networkOf } from "./experiment";
import { experiment, lenet, twoNetworks } from "./fixtures";

const store = createDocumentStore(() => 0);
const state = () => store.getState();
const units = (role: string) =>
  networkOf(state().document, role).nodes.linear_1?.layer.out_features;

beforeEach(() => state().open({ id: "e", revision: 1, document: twoNetworks() }));

describe("another network on the canvas", () => {
  it("is no edit: the document stays, there is nothing to undo, and nothing is chosen", () => {
    const { document } = state();
    state().select(["linear_1"]);
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
    state().show("discriminator");
    state().setField("linear_1", "out_features", 9);
    state().move({ linear_1: { x: 1, y: 1 } });
    state().rename("output", "answer");
    state().remove(["input"]);
    expect(units("discriminator")).toBe(9);
    expect(networkOf(state().document, "generator")).toBe(before);
  });

  it("ends the steps of an arrow key: those of a field of the same name are steps of their own", () => {
    state().setField("linear_1", "out_features", 2, true);
    state().show("discriminator");
    state().setField("linear_1", "out_features", 3, true);
    state().undo();
    expect([units("generator"), units("discriminator")]).toEqual([2, units("discriminator")]);
    expect(units("discriminator")).not.toBe(3);
  });
});

describe("undo", () => {
  it("shows the network in which something was undone, and keeps the one on screen where nothing was", () => {
    state().setField("linear_1", "out_features", 2);
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
