import { describe, expect, it } from "vitest";
import type { Experiment } from "@/graph/experiment";
import { twoNetworks } from "@/graph/fixtures";
import type { NodeBox } from "@/graph/geometry";
import { overlap } from "@/graph/rects";
import { spread } from "@/graph/roleFrames";
import { sheetOf } from "@/graph/sheet";
import {
  flowEdges,
  flowNodes,
  Kept,
  type LayerData,
  layerData,
  type WireData,
} from "../canvas/flow";
import { framed, type Subject } from "./framed";

const roles = ["generator", "discriminator"];
const t = ((key: string) => key) as unknown as Subject["say"]["t"];
const say = {
  t,
  i18n: { exists: () => true },
  name: (role: string) => role,
} as unknown as Subject["say"];

function canvasOf(
  document: Experiment,
  problems: Parameters<typeof layerData>[0]["problems"] = [],
) {
  const lying = { document };
  const network = sheetOf(lying);
  const ends = new Map<string, string>();
  const about = { reports: {}, outputs: {}, openedBeads: new Set<string>(), unchanged: null };
  const scene = { lying, network, ends, problems, ...about };
  const data = layerData(scene, new Kept<NodeBox>(), new Kept<LayerData>());
  const words = { role: "", label: () => "" };
  const nodes = flowNodes(network, data, { selection: new Set(), ...words });
  const edges = flowEdges(network, data, new Set(), new Kept<WireData>(), words);
  const all = framed(nodes, edges, { document, roles, answer: null, current: "generator", say });
  return {
    nodes,
    frames: all.filter((node) => node.type === "role"),
    handed: all.filter((node) => node.type === "handed"),
  };
}

const rect = ({
  position,
  width = 0,
  height = 0,
}: {
  position: { x: number; y: number };
  width?: number;
  height?: number;
}) => ({
  ...position,
  width,
  height,
});

describe("a canvas of two networks", () => {
  const two = spread(twoNetworks());
  const { nodes, frames, handed } = canvasOf(two);

  it("has a frame around each, none over another, and all of its layers within", () => {
    expect(frames.map(({ id, data }) => [id, data.current])).toEqual([
      ["role:generator", true],
      ["role:discriminator", false],
    ]);
    const [one, other] = frames.map(rect);
    expect(one && other && overlap(one, other)).toBe(false);
    for (const frame of frames) {
      const { x, y, width, height } = rect(frame);
      for (const node of nodes.filter(({ id }) => id.startsWith(`${frame.data.role}/`))) {
        expect(node.position.x).toBeGreaterThan(x);
        expect(node.position.y - (node.height ?? 0) / 2).toBeGreaterThan(y + 29);
        expect(node.position.x + (node.width ?? 0)).toBeLessThan(x + width);
        expect(node.position.y + (node.height ?? 0) / 2).toBeLessThan(y + height);
      }
    }
  });

  it("draws what the algorithm declares, and nothing for one that it does not know", () => {
    expect(handed.map(({ id, data }) => [id, data.from])).toEqual([
      ["data:generator>discriminator", ""],
      ["data:sample>discriminator", "datasets.ring"],
    ]);
    expect(
      handed.every(
        ({ draggable, selectable, handles }) => !draggable && !selectable && handles?.length === 0,
      ),
    ).toBe(true);
    const algorithm = { ...two.algorithm, kind: "newer" } as unknown as Experiment["algorithm"];
    expect(canvasOf({ ...two, algorithm }).handed).toEqual([]);
  });

  it("shows on the line between them that what comes does not fit", () => {
    const where = { role: "generator", node: "output", field: "" };
    const wrong = canvasOf(two, [{ code: "wrong_answer", params: {}, where }]).handed;
    expect(wrong.map(({ data }) => data.wrong)).toEqual([true, false]);
  });

  it("has a frame for a network without layers too", () => {
    const empty = { nodes: {}, edges: [] } as unknown as Experiment["networks"][string];
    const networks = { ...two.networks, discriminator: empty };
    const alone = canvasOf({ ...two, networks });
    expect(alone.frames.map(({ data }) => data.empty)).toEqual([false, true]);
    expect(alone.handed).toEqual([]);
  });
});
