import { describe, expect, it } from "vitest";
import type { DetectionsFrame } from "@/schema/schema.gen";
import { detectionsOf, type FoundBox, iou, judged } from "./boxes";

const box = (left: number, top: number, right: number, low: number, label = 0) => ({
  left,
  top,
  right,
  low,
  label,
});
const found = (
  confidence: number,
  ...sides: [number, number, number, number, number]
): FoundBox => ({
  ...box(...sides),
  confidence,
});

it("reads picture by picture what was found, wherever the bytes lie", () => {
  const shifted = (bytes: ArrayBufferLike) => {
    const long = new Uint8Array(bytes.byteLength + 1);
    long.set(new Uint8Array(bytes), 1);
    return long.subarray(1);
  };
  const frame: DetectionsFrame = {
    kind: "detections",
    role: "detector",
    sample: 5,
    grid: [1, 2],
    counts: Uint8Array.of(2, 0, 1),
    boxes: shifted(Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12).buffer),
    labels: shifted(Uint16Array.of(7, 300, 1).buffer),
    confidences: Uint8Array.of(255, 51, 102),
    objectness: Uint8Array.of(1, 2, 3, 4, 5, 6),
  };
  const told = detectionsOf(frame);
  expect([told.sample, told.rows, told.columns]).toEqual([5, 1, 2]);
  expect(told.pictures.map(({ boxes }) => boxes)).toEqual([
    [found(1, 1, 2, 3, 4, 7), found(0.2, 5, 6, 7, 8, 300)],
    [],
    [found(0.4, 9, 10, 11, 12, 1)],
  ]);
  expect(told.pictures.map(({ objectness }) => [...objectness])).toEqual([
    [1, 2],
    [3, 4],
    [5, 6],
  ]);
});

it("tells how much two boxes share", () => {
  expect(iou(box(0, 0, 4, 4), box(0, 0, 4, 4))).toBe(1);
  expect(iou(box(0, 0, 4, 4), box(2, 0, 6, 4))).toBeCloseTo(8 / 24);
  expect(iou(box(0, 0, 4, 4), box(4, 0, 6, 4))).toBe(0);
  expect(iou(box(3, 3, 1, 1), box(3, 3, 1, 1))).toBe(0);
});

describe("judging", () => {
  const truth = [box(0, 0, 10, 10, 3), box(20, 20, 30, 30, 4)];

  it("lets each true box be found once, by the surest", () => {
    const boxes = [found(0.9, 1, 0, 10, 10, 3), found(0.8, 0, 0, 10, 10, 3)];
    expect(judged(boxes, truth, 0).map(({ right }) => right)).toEqual([true, false]);
  });

  it("takes no other class, and none that shares too little", () => {
    const boxes = [found(0.9, 20, 20, 30, 30, 3), found(0.8, 26, 20, 36, 30, 4)];
    const told = judged(boxes, truth, 0);
    expect(told.map(({ right }) => right)).toEqual([false, false]);
    expect(told[0]?.iou).toBe(1);
    expect(told[1]?.iou).toBeCloseTo(40 / 160);
  });

  it("leaves out what is not sure enough", () => {
    expect(judged([found(0.49, 0, 0, 10, 10, 3)], truth, 0.5)).toEqual([]);
  });
});
