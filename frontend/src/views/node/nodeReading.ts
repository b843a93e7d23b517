import type {
  KernelsFrame,
  NodeGradientsFrame,
  NodeOutput,
  NodeOutputsFrame,
} from "@/schema/schema.gen";
import { nodeIn, type Reading, shownFrame, shownGradients, shownOutputs } from "../run/shown";
import { kernelMaps, kernelsOf } from "./kernels";
import type { NodeViewKind } from "./nodeViews";

type SideFrame = NodeOutputsFrame | NodeGradientsFrame | KernelsFrame;

const MOST_KERNELS = 64;

/** The frame behind one side of the nodes, at the playhead. */
export function sideFrame(role: string, view: NodeViewKind): Reading<SideFrame> | null {
  if (view === "kernels") return shownFrame("kernels", role);
  return view === "gradient" ? shownGradients(role) : shownOutputs(role);
}

/** One side of one node, as maps or cells. */
export interface NodeReading {
  values: NodeOutput;
  /** Of the network's answer; else empty. */
  probabilities: readonly number[];
  /** Of the sample whose gradient it is; null for the other sides. */
  loss: number | null;
}

export function readingOf(frame: SideFrame, node: string): NodeReading | null {
  if (frame.kind === "kernels") {
    const kernels = kernelsOf(frame, node);
    if (kernels === undefined) return null;
    return { values: kernelMaps(kernels, 0, MOST_KERNELS), probabilities: [], loss: null };
  }
  const values = nodeIn(frame, node);
  if (values === undefined) return null;
  if (frame.kind === "node_gradients") return { values, probabilities: [], loss: frame.loss };
  return { values, probabilities: node === "output" ? frame.probabilities : [], loss: null };
}
