import { describe, expect, it } from "vitest";
import { documentFiles, runFiles } from "./takeHome";

const RUN = {
  id: "r1",
  number: 3,
  hasWeights: true,
  hasBest: false,
  averaged: false,
  roles: ["classifier"],
};

function onnx(files: ReturnType<typeof runFiles>) {
  return files
    .filter(({ name }) => name === "onnx")
    .map(({ text, href, role }) => [text, href, role]);
}

describe("what is taken home as ONNX", () => {
  it("is the network with its first weights, and with those of the run", () => {
    const own = { experiment: "e1" };
    expect(onnx(documentFiles(own, ["classifier"]))).toEqual([
      ["onnxText", "/api/experiments/e1/onnx?role=classifier", undefined],
    ]);
    expect(onnx(runFiles(own, RUN))).toEqual([
      ["runOnnxText", "/api/runs/r1/onnx?which=last&role=classifier", undefined],
    ]);
    expect(onnx(runFiles(own, { ...RUN, hasBest: true }))[0]?.slice(0, 2)).toEqual([
      "bestOnnxText",
      "/api/runs/r1/onnx?which=best&role=classifier",
    ]);
    expect(onnx(runFiles(own, { ...RUN, hasWeights: false }))).toEqual([]);
  });

  it("is a file for each of two networks, also through a link", () => {
    const run = { ...RUN, roles: ["generator", "discriminator"] };
    expect(onnx(runFiles({ secret: "s" }, run))).toEqual([
      ["runOnnxText", "/api/shared/s/runs/r1/onnx?which=last&role=generator", "generator"],
      ["runOnnxText", "/api/shared/s/runs/r1/onnx?which=last&role=discriminator", "discriminator"],
    ]);
    expect(documentFiles({ secret: "s" }, ["generator", "discriminator"])).toEqual([]);
  });

  it("says so where weights are running averages", () => {
    const [weights] = runFiles({ experiment: "e1" }, { ...RUN, averaged: true });
    expect(weights?.text).toBe("averagedText");
  });
});
