import { renderHook } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { watchedSnapshot } from "@/api/watchedSnapshot";
import { documentStore } from "@/graph/documentStore";
import { experiment, lenet, twoNetworks } from "@/graph/fixtures";
import type { NodeOutputsFrame } from "@/schema/schema.gen";
import { selectLayer } from "../layers/LayerRows";
import { firstFrame, forgetUntrained, tellUntrained } from "../node/untrained";
import { toldRole } from "./useSnapshot";
import { useEditedSinceRun } from "./useUnchanged";

const { open, close, show, setField } = documentStore.getState();
const usual = watchedSnapshot.getState();

beforeEach(() => open({ id: "e", revision: 1, document: twoNetworks() }));
afterEach(() => {
  watchedSnapshot.setState(usual, true);
  forgetUntrained("discriminator");
  close();
});

describe("the run on screen", () => {
  it("is told of by the network that is spoken of, or by its own first where it has no such network", () => {
    show("discriminator");
    expect(toldRole()).toBe("discriminator");
    watchedSnapshot.setState({ snapshot: twoNetworks() });
    expect(toldRole()).toBe("discriminator");
    watchedSnapshot.setState({ snapshot: experiment(lenet()) });
    expect(toldRole()).toBe("classifier");
  });

  it("is of another network when any of them was edited, also one that is not spoken of", () => {
    watchedSnapshot.setState({ snapshot: twoNetworks() });
    const { result, rerender } = renderHook(useEditedSinceRun);
    expect(result.current).toBe(false);
    show("discriminator");
    setField("discriminator/linear_1", "out_features", 9);
    show("generator");
    rerender();
    expect(result.current).toBe(true);
  });

  it("leads from a reading to the layer of the network that was read", () => {
    watchedSnapshot.setState({ snapshot: experiment(lenet()) });
    selectLayer("conv2d_1");
    expect(documentStore.getState()).toMatchObject({ role: "classifier", selection: ["conv2d_1"] });
  });
});

it("what first weights give is of one network, though another has layers of the same names", () => {
  const outputs = { role: "discriminator", nodes: [{ node: "linear_1" }] };
  tellUntrained("discriminator", { outputs: outputs as unknown as NodeOutputsFrame });
  expect(firstFrame("outputs", "discriminator", "linear_1")).toBe(outputs);
  expect(firstFrame("outputs", "generator", "linear_1")).toBeNull();
});
