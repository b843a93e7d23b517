import { expect, it } from "vitest";
import type { NodeOutputsFrame, Query } from "@/schema/schema.gen";
import { ApiError } from "./errors";
import { readingIn } from "./frames";
import { pinnedBy, pixelsOf, sameInput, showing, testSample } from "./inputs";
import { asJson } from "./looks";

const INK = Uint8Array.of(251, 255, 62, 0);

it("tells inputs of every kind apart", () => {
  const inputs = [
    pixelsOf(INK),
    pixelsOf(INK.slice(1)),
    { kind: "numbers", values: [0.5, -1] } as const,
    { kind: "numbers", values: [0.5, 1] } as const,
    testSample(3),
    testSample(4),
    { ...testSample(3), split: "train" } as const,
  ].map((input) => structuredClone(input) as Parameters<typeof sameInput>[0]);
  for (const [at, one] of inputs.entries()) {
    for (const [by, other] of inputs.entries()) {
      expect(sameInput(one, structuredClone(other))).toBe(at === by);
    }
  }
});

it("sends pixels as text where JSON is spoken, and nothing else", () => {
  const drawn = showing("classifier", pixelsOf(INK), "outputs", "saliency");
  expect(asJson(drawn)).toEqual({ ...drawn, input: { kind: "pixels", pixels: "+/8+AA==" } });
  const others: Query[] = [
    showing("classifier", testSample(3), "gradients"),
    { kind: "show_kernels", role: "classifier", channel: 4 },
  ];
  for (const query of others) expect(asJson(query)).toBe(query);
});

it("reads what is pinned from logs of any age", () => {
  expect(pinnedBy({ input: testSample(7) })).toEqual(testSample(7));
  expect(pinnedBy({ pixels: INK })).toEqual(pixelsOf(INK));
});

it("finds the frame that was asked for, or says that it is not there", () => {
  const outputs: NodeOutputsFrame = {
    kind: "node_outputs",
    role: "classifier",
    sample: 3,
    label: 1,
    nodes: [],
    probabilities: [],
  };
  const shown = { step: 12, frames: [outputs] };
  expect(readingIn(shown, "node_outputs")).toEqual({ step: 12, frame: outputs });
  expect(() => readingIn(shown, "saliency")).toThrow(ApiError);
});
