import { createStore } from "zustand/vanilla";
import { type Exposure, Film } from "@/api/film";
import type { FrameOf, Reading } from "@/api/frames";
import { watchedRun } from "@/api/runStore";
import type {
  Frame,
  MatrixFrame,
  NodeGradientsFrame,
  NodeOutput,
  NodeOutputsFrame,
} from "@/schema/schema.gen";

/** Whose way through the network the tiles show: the probe's own sample, or one that the viewer chose. */
export type ShownInput =
  | { kind: "probe" }
  | { kind: "sample"; sample: number }
  | { kind: "drawing" };

interface Shown {
  source: ShownInput;
  /** The sample as the data set has it: all there is to see before the first run. */
  still: NodeOutput | null;
  /** Answers about the chosen sample, by step; empty for the probe's own. */
  answers: Film;
  /** What stands inside of blocks that are open, by step: runs record what blocks give as a whole. */
  insides: Film;
  /** The same of its gradients; of the probe's own sample too, where the run does not record them. */
  gradients: Film;
  /** And of those inside of blocks. */
  gradientsInside: Film;
}

const unasked = () => ({
  answers: new Film(),
  insides: new Film(),
  gradients: new Film(),
  gradientsInside: new Film(),
});

export const shown = createStore<Shown>(() => ({
  source: { kind: "probe" },
  still: null,
  ...unasked(),
}));

export function choose(source: ShownInput): void {
  // Of a run that was deleted nobody tells what it makes of another sample: what was seen stays.
  if (source.kind === "sample" && watchedRun.summary.getState().deleted) return;
  shown.setState({ source, ...unasked() });
}

// What was asked of one run says nothing of another.
watchedRun.summary.subscribe(({ run }, before) => {
  if (run !== before.run) shown.setState(unasked());
});

function outputsIn(film: Film | undefined, role: string): Reading<NodeOutputsFrame> | null {
  const exposure = film?.nearest(watchedRun.at);
  if (exposure?.frame.kind !== "node_outputs" || exposure.frame.role !== role) return null;
  return { step: exposure.step, frame: exposure.frame };
}

function askedOutputs(role: string): Reading<NodeOutputsFrame> | null {
  const { source, answers } = shown.getState();
  // The probe's own sample is asked about only in a run that does not record it.
  if (source.kind === "probe" && probeOutputs(role) !== null) return null;
  return outputsIn(answers, role);
}

/** Whether the nodes show what was asked about a chosen sample, and no recorded frame. */
export function isAsked(role: string): boolean {
  return askedOutputs(role) !== null;
}

/** What the nodes of one role show now. */
export function shownOutputs(role: string): Reading<NodeOutputsFrame> | null {
  return withInside(toldOutputs(role), outputsIn(shown.getState().insides, role));
}

/** The same, without what had to be asked for of blocks that are open. */
export function toldOutputs(role: string): Reading<NodeOutputsFrame> | null {
  return askedOutputs(role) ?? probeOutputs(role);
}

/** The last that was made of each frame, so that it is the same object as long as both are. */
const whole = new WeakMap<
  NodesFrame,
  { readonly inside: NodesFrame; readonly frame: NodesFrame }
>();

function withInside<F extends NodesFrame>(
  told: Reading<F> | null,
  asked: Reading<F> | null,
): Reading<F> | null {
  if (told === null || asked === null || asked.frame.sample !== told.frame.sample) return told;
  const { step, frame } = told;
  const inside = asked.frame;
  const known = whole.get(frame);
  if (known?.inside === inside) return { step, frame: known.frame as F };
  const more = inside.nodes.filter(({ node }) => nodeIn(frame, node) === undefined);
  const made = { inside, frame: { ...frame, nodes: [...frame.nodes, ...more] } };
  whole.set(frame, made);
  return { step, frame: made.frame };
}

export function probeOutputs(role: string): Reading<NodeOutputsFrame> | null {
  for (const film of watchedRun.data.films.values()) {
    const reading = outputsIn(film, role);
    if (reading !== null) return reading;
  }
  return null;
}

function gradientsIn(film: Film | undefined, role: string): Reading<NodeGradientsFrame> | null {
  const exposure = film?.nearest(watchedRun.at);
  if (exposure === undefined || !isOf(exposure.frame, "node_gradients", role)) return null;
  return { step: exposure.step, frame: exposure.frame };
}

/** How the loss of the sample on screen hangs on what the nodes of one role give. */
export function shownGradients(role: string): Reading<NodeGradientsFrame> | null {
  return withInside(toldGradients(role), gradientsIn(shown.getState().gradientsInside, role));
}

/** The same, without what had to be asked for of blocks that are open. */
export function toldGradients(role: string): Reading<NodeGradientsFrame> | null {
  const { source, gradients } = shown.getState();
  const recorded =
    source.kind === "probe" ? gradientsIn(filmOf("node_gradients", role), role) : null;
  return recorded ?? gradientsIn(gradients, role);
}

function isOf<Kind extends Frame["kind"]>(
  frame: Frame | undefined,
  kind: Kind,
  role: string,
): frame is FrameOf<Kind> {
  // Logs of earlier releases do not say whose matrix it is: there was one network.
  return frame?.kind === kind && (frame.role === undefined || frame.role === role);
}

/** The recorded frames of one kind and role. */
export function filmOf(kind: Frame["kind"], role: string): Film | undefined {
  for (const film of watchedRun.data.films.values()) {
    if (isOf(film.last?.frame, kind, role)) return film;
  }
  return undefined;
}

/**
 * What is counted over the test set stands until the next count; a layer's health ends the line that is drawn up to the
 * playhead. Of all else the nearest frame is shown, and said.
 */
function standing(kind: Frame["kind"], film: Film | undefined): Exposure | undefined {
  const { at } = watchedRun;
  if (kind === "predictions") return film?.by(at);
  if (kind === "layer_health") return film?.by(at) ?? film?.nearest(at);
  return film?.nearest(at);
}

/** The frame of one kind and role that the playhead stands on. */
export function shownFrame<Kind extends Frame["kind"]>(
  kind: Kind,
  role: string,
): Reading<FrameOf<Kind>> | null {
  const film = filmOf(kind, role);
  const exposure = standing(kind, film);
  if (exposure === undefined || !isOf(exposure.frame, kind, role)) return null;
  return { step: exposure.step, frame: exposure.frame };
}

/** The confusion matrix of one role that the playhead stands on: the newest one that was counted by then. */
export function shownMatrix(role: string): Reading<MatrixFrame> | null {
  const exposure = filmOf("matrix", role)?.by(watchedRun.at);
  if (exposure === undefined || !isOf(exposure.frame, "matrix", role)) return null;
  return { step: exposure.step, frame: exposure.frame };
}

type NodesFrame = NodeOutputsFrame | NodeGradientsFrame;

const byNode = new WeakMap<NodesFrame, Map<string, NodeOutput>>();

/** What a frame says of one node. */
export function nodeIn(frame: NodesFrame | null | undefined, node: string): NodeOutput | undefined {
  if (!frame) return undefined;
  let outputs = byNode.get(frame);
  if (outputs === undefined) {
    outputs = new Map(frame.nodes.map((output) => [output.node, output]));
    byNode.set(frame, outputs);
  }
  return outputs.get(node);
}
