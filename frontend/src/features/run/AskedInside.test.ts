import { afterEach, expect, it } from "vitest";
import { Film } from "@/api/film";
import { watchedRun } from "@/api/runStore";
import type { NodeGradientsFrame } from "@/schema/schema.gen";
import { nodeViews, showInNode } from "@/views/node/nodeViews";
import { seenTiles } from "@/views/node/seenTiles";
import { nodeIn, shown, shownGradients } from "@/views/run/shown";
import { untold } from "./AskedInside";

const ROLE = "classifier";

const gradients = (sample: number, ...nodes: string[]): NodeGradientsFrame => ({
  kind: "node_gradients",
  role: ROLE,
  sample,
  label: 0,
  loss: 1,
  nodes: nodes.map((node) => ({ node, shape: [1], values: new Uint8Array(1), scale: 1 })),
});

afterEach(() => {
  nodeViews.setState({}, true);
  seenTiles.setState({}, true);
  shown.setState({ gradientsInside: new Film() });
  watchedRun.open(null);
});

it("asks inside of blocks for the gradients that are in sight, and lays them beside what is recorded", () => {
  const frame = gradients(3, "input", "res_1");
  watchedRun.show([{ kind: "frame_recorded", probe: "gradient_maps", step: 40, frame }]);
  seenTiles.setState({ [ROLE]: "res_1 res_1/add_1 res_1/conv2d_1" }, true);
  expect(untold(ROLE, null, "gradients"), "outputs are looked at").toBe("");
  showInNode(ROLE, "res_1/add_1", "gradient");
  showInNode(ROLE, "res_1", "gradient");
  showInNode(ROLE, "res_2/add_1", "gradient");
  expect(untold(ROLE, null, "gradients")).toBe("3 res_1/add_1");
  expect(untold(ROLE, "res_2/add_1", "gradients"), "shown large").toBe("3 res_1/add_1 res_2/add_1");
  const tell = (asked: NodeGradientsFrame) => {
    const { gradientsInside } = shown.getState();
    gradientsInside.add(40, asked);
    shown.setState({ gradientsInside });
    return shownGradients(ROLE)?.frame;
  };
  expect(nodeIn(tell(gradients(4, "res_1/add_1")), "res_1/add_1"), "of another").toBeUndefined();
  const both = tell(gradients(3, "res_1/add_1"));
  expect(both?.nodes.map(({ node }) => node)).toEqual(["input", "res_1", "res_1/add_1"]);
  expect(shownGradients(ROLE)?.frame, "the same as long as nothing is told").toBe(both);
  expect(untold(ROLE, null, "gradients"), "it goes on being asked").toBe("3 res_1/add_1");
});
