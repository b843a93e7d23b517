/** Where several networks lie on one canvas: each in a frame of its own, and none over another. */
import { rounded } from "./edit";
import { type Experiment, networkOf, rolesOf, withNetwork } from "./experiment";
import { CANVAS_RATIO } from "./geometry";
import { hull, overlap, type Rect } from "./rects";
import type { Network, Position } from "./types";

/** Between a frame and what it holds; its head, with a little air, stands above. */
const SIDE = 12;
const TOP = 29 + 11;
const BOTTOM = 12;
/** Between two frames: room for what the algorithm hands from one to the other. */
export const BETWEEN_FRAMES = 80;
/** Of a network without layers. */
const EMPTY = { width: 220, height: 140 };

/** The frame around these; null around nothing. */
export function frameAround(rects: readonly Rect[]): Rect | null {
  if (rects.length === 0) return null;
  const { x, y, width, height } = hull(rects);
  return { x: x - SIDE, y: y - TOP, width: width + 2 * SIDE, height: height + TOP + BOTTOM };
}

/** Frames with places for those of networks without layers: in a row behind the others. */
export function withEmpty(frames: readonly (Rect | null)[]): Rect[] {
  const placed = frames.filter((frame) => frame !== null);
  return frames.map((frame) => {
    if (frame !== null) return frame;
    const all = placed.length > 0 ? hull(placed) : null;
    const x = all === null ? 0 : all.x + all.width + BETWEEN_FRAMES;
    const made = { x, y: all?.y ?? 0, ...EMPTY };
    placed.push(made);
    return made;
  });
}

/** How large all of it can be shown. */
export const scaleOf = (rects: readonly Rect[]): number => {
  const { width, height } = hull(rects);
  return Math.min(CANVAS_RATIO / width, 1 / height);
};

/**
 * By how far each frame moves so that none lies over another, or nearer than a gap: the first stays, each later one that
 * is in the way goes to the right or down, wherever the whole can be shown larger.
 */
export function setApart(frames: readonly Rect[], gap = BETWEEN_FRAMES): Position[] {
  const placed: Rect[] = [];
  return frames.map((frame) => {
    const inWay = (rect: Rect) => placed.filter((other) => overlap(rect, other, gap - 0.5));
    let place = frame;
    if (inWay(frame).length > 0) {
      const ways = [right, down].map((step) => clear(frame, inWay, (rect) => step(rect, gap)));
      const [beside = frame, below = frame] = ways;
      place = scaleOf([...placed, below]) > scaleOf([...placed, beside]) ? below : beside;
    }
    placed.push(place);
    return { x: place.x - frame.x, y: place.y - frame.y };
  });
}

type Beside = (rect: Rect) => (other: Rect) => Rect;

const right = (rect: Rect, gap: number) => (other: Rect) => ({
  ...rect,
  x: other.x + other.width + gap,
});
const down = (rect: Rect, gap: number) => (other: Rect) => ({
  ...rect,
  y: other.y + other.height + gap,
});

/** On in one direction until nothing is in the way. */
function clear(frame: Rect, inWay: (rect: Rect) => Rect[], step: Beside): Rect {
  let rect = frame;
  for (let [next] = inWay(rect); next !== undefined; [next] = inWay(rect)) rect = step(rect)(next);
  return rect;
}

export const isShift = ({ x, y }: Position): boolean => x !== 0 || y !== 0;

/** All that has a place of its own. */
export function shifted(network: Network, by: Position): Network {
  if (!isShift(by)) return network;
  const moved = <Value extends { readonly position: Position }>(
    all: Readonly<Record<string, Value>>,
  ) =>
    Object.fromEntries(
      Object.entries(all).map(([id, value]) => {
        const { x, y } = value.position;
        return [id, { ...value, position: rounded({ x: x + by.x, y: y + by.y }) }];
      }),
    );
  return {
    ...network,
    nodes: moved(network.nodes),
    ...(network.comments && { comments: moved(network.comments) }),
  };
}

/** Of nodes whose values nobody knows yet: at least so large, and seldom larger. */
const LEAST = { width: 30, height: 30 };
const MOST = { width: 190, height: 160 };

function guessed({ nodes, comments }: Network, { width, height }: typeof LEAST): Rect | null {
  const layers = Object.values(nodes).map(({ position: { x, y } }) => ({
    x,
    y: y - height / 2,
    width,
    height,
  }));
  const notes = Object.values(comments ?? {}).map((note) => ({ ...note.position, ...note }));
  return frameAround([...layers, ...notes]);
}

/**
 * The experiment as it lies on one canvas. Documents from before networks shared one have them in one place: those are
 * set apart, by sizes that are guessed, since nothing was checked yet.
 */
export function spread(experiment: Experiment): Experiment {
  const roles = rolesOf(experiment);
  if (roles.length < 2) return experiment;
  const frames = (size: typeof LEAST) =>
    withEmpty(roles.map((role) => guessed(networkOf(experiment, role), size)));
  const least = frames(LEAST);
  const piled = least.some((one, at) => least.slice(at + 1).some((other) => overlap(one, other)));
  if (!piled) return experiment;
  const shifts = setApart(frames(MOST));
  return roles.reduce(
    (so, role, at) =>
      withNetwork(so, role, shifted(networkOf(so, role), shifts[at] ?? { x: 0, y: 0 })),
    experiment,
  );
}
