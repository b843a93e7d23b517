import { expect, it } from "vitest";
import type { CheckedNode } from "@/schema/checked";
import { moveItems, setField } from "../edit";
import { blocksOf, networkOf, withBlock } from "../experiment";
import { image } from "../fixtures";
import type { Value } from "../types";
import { endReports, endsInside } from "./openedEnds";
import { residual } from "./openedFixture";
import { skipsIn } from "./openedSkips";
import { computesSame, standingSince } from "./openedUnchanged";

const document = residual();
const role = "classifier";
const opened = (copy: number) => ({ role, way: ["res_1"], copies: [copy], onlyThis: false });
const report = (given: Value, output: Value) =>
  ({ given: { in: [given] }, outputs: { out: output } }) as unknown as CheckedNode;

const told = {
  res_1: report(image(4, 28, 28), image(8, 14, 14)),
  "res_1/0/add_1": report(image(6, 28, 28), image(6, 20, 20)),
  "res_1/1/add_1": report(image(8, 14, 14), image(8, 14, 14)),
};

it("what enters an inside is what its use is given, or what the copy before gave", () => {
  expect([...endsInside({ document, opened: opened(0) })]).toEqual([
    ["res_1/input", "in"],
    ["res_1/output", "out"],
  ]);
  const ends = (copy: number) => {
    const known = endReports({ document, opened: opened(copy) }, () => told);
    return [known["res_1/input"]?.outputs.out?.sides, known["res_1/output"]?.given.in?.[0]?.sides];
  };
  expect(ends(0)).toEqual([
    [4, 28, 28],
    [6, 20, 20],
  ]);
  expect(ends(1)).toEqual([
    [6, 20, 20],
    [8, 14, 14],
  ]);
  expect(endsInside({ document }).size).toBe(0);
  expect(endReports({ document }, () => told)).toEqual({});
});

it("a block that was edited is another than that of the run, and so is what stands behind it", () => {
  const block = blocksOf(document).res;
  if (!block) throw new Error("no block");
  const network = setField(block.network, "conv2d_2", "kernel_size", [5, 5]);
  const now = withBlock(document, "res", { ...block, network });
  const { unchanged } = standingSince(now, document, role, opened(0));
  expect([...unchanged]).toEqual([
    "input",
    "conv2d_1",
    "res_1/0/input",
    "res_1/0/conv2d_1",
    "res_1/0/relu_1",
  ]);
  expect(computesSame(now, document, role)).toBe(false);
  // What the first copy made of it is what the second is given.
  const later = standingSince(now, document, role, opened(1)).unchanged;
  expect([...later].some((path) => path.startsWith("res_1/"))).toBe(false);
  const moved = moveItems(block.network, { conv2d_2: { x: 9, y: 9 } });
  const same = withBlock(document, "res", { ...block, network: moved });
  expect(computesSame(same, document, role)).toBe(true);
});

it("a wire into a sum is a skip where another comes from further back", () => {
  const network = blocksOf(document).res?.network;
  expect(network && [...skipsIn(network)]).toEqual(["input>add_1"]);
  expect(skipsIn(networkOf(document, role)).size).toBe(0);
});
