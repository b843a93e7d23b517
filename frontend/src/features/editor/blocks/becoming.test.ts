import { describe, expect, it } from "vitest";
import { STAGE, stages } from "@/graph/blocks/fixtures";
import { experiment } from "@/graph/fixtures";
import { becoming, held } from "./becoming";
import { groupable, planOf } from "./groupPlan";
import { toned } from "./toned";

const document = experiment(stages());

function grouping(everywhere: boolean) {
  const found = groupable(document, STAGE, null);
  if ("code" in found) throw new Error(found.code);
  const parameters = new Set(found.candidates.map(({ name }) => name));
  const plan = planOf(document, found, { name: "stage", parameters, everywhere });
  return becoming(document, found, plan);
}

describe("what grouping makes of the canvas", () => {
  it("marks each place that is taken and each use that stands for it", () => {
    const [part, ...others] = grouping(true);
    expect(others).toEqual([]);
    expect([...(part?.taken ?? [])].map(([, place]) => place)).toEqual([0, 0, 0, 1, 1, 1, 2, 2, 2]);
    expect([...(part?.uses ?? [])]).toEqual(["stage_1", "stage_2"]);
    const layers = [...(part?.uses ?? [])].map((use) => part?.after.nodes[use]?.layer);
    expect(layers.map((layer) => layer?.repeat)).toEqual([2, 1]);
    expect(layers.map((layer) => layer && held(layer))).toEqual(
      expect.arrayContaining([expect.stringContaining("channels 16")]),
    );
  });

  it("leaves the other places where they are not wanted", () => {
    const [part] = grouping(false);
    expect([...(part?.taken ?? [])].map(([name]) => name)).toEqual(STAGE);
  });
});

describe("toned", () => {
  it("tells keywords and parameters from the rest, not inside of strings and comments", () => {
    const source = 'class A:\n    """In channels."""\n    x = channels  # for channels\n';
    const pieces = toned(source, ["channels"]);
    expect(pieces.map(({ text }) => text).join("")).toBe(source);
    expect(pieces.filter(({ tone }) => tone !== null).map(({ text }) => text)).toEqual([
      "class",
      "channels",
    ]);
  });
});
