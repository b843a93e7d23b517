import type { Reading } from "@/api/frames";
import type { Value, ValueKind } from "@/graph/types";
import { recordedValue } from "@/graph/values";
import type { NodeGradientsFrame, NodeOutput, NodeOutputsFrame } from "@/schema/schema.gen";
import { nodeIn, shownGradients, shownOutputs } from "../run/shown";
import type { KernelsReading } from "./kernelChannels";
import { kernelMaps } from "./kernels";
import type { NodeViewKind } from "./nodeViews";
import { firstFrame, isStale } from "./untrained";

type SideFrame = NodeOutputsFrame | NodeGradientsFrame;

const MOST_KERNELS = 64;

/** The frame behind a node's output or gradient, at the playhead; else what its first weights give. */
export function sideFrame(
  role: string,
  node: string,
  view: Exclude<NodeViewKind, "kernels">,
): Reading<SideFrame> | null {
  const [learnt, first] =
    view === "gradient"
      ? [shownGradients(role), firstFrame("gradients", role, node)]
      : [shownOutputs(role), wholeFrame(role, node) ?? firstFrame("outputs", role, node)];
  if (learnt !== null && !isStale(role, node)) return learnt;
  return first === null ? null : { step: 0, frame: first };
}

function wholeFrame(role: string, node: string): NodeOutputsFrame | null {
  const frame = firstFrame("whole", role, node);
  return nodeIn(frame, node) === undefined ? null : frame;
}

/** One side of one node, as maps or cells. */
export interface NodeReading {
  step: number;
  values: NodeOutput;
  /** What they are the numbers of. */
  kind: ValueKind;
  /** How many tokens there are to choose from; 0 where these are none. */
  categories: number;
  /** Of the network's answer; else empty. */
  probabilities: readonly number[];
  /** Of the sample whose gradient it is; null for the other sides. */
  loss: number | null;
}

interface Known {
  /** The node is the network's output, whatever it is called. */
  isAnswer: boolean;
  /** What it gives, as checked. */
  value: Value | null;
}

export function readingOf(
  { step, frame }: Reading<SideFrame>,
  node: string,
  { isAnswer, value }: Known,
): NodeReading | null {
  const values = nodeIn(frame, node);
  if (values === undefined) return null;
  const { kind } = recordedValue(values.shape, value);
  const learnt = frame.kind === "node_gradients";
  return {
    step,
    values,
    kind,
    categories: value?.categories ?? 0,
    probabilities: isAnswer && !learnt ? frame.probabilities : [],
    loss: learnt ? frame.loss : null,
  };
}

/** The same of a convolution's kernels; null while they are asked for. */
export function kernelsReading({ step, kernels, place }: KernelsReading): NodeReading | null {
  if (place < 0) return null;
  const values = kernelMaps(kernels, place, MOST_KERNELS);
  return { step, values, kind: "image", categories: 0, probabilities: [], loss: null };
}
