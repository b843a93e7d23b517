import { signedBytes } from "@/api/wire";
import type { NodeOutput, NodeOutputsFrame } from "@/schema/schema.gen";
import { isImage, type Tile } from "./drawMaps";
import { coloured } from "./sampleTiles";

const real = ({ values, scale }: NodeOutput) =>
  Float32Array.from(signedBytes(values), (value) => (value / 127) * scale);

/** An image as it is looked at: from the least value of what went in to its greatest. */
function tileOf(output: NodeOutput, low: number, high: number): Tile {
  const [channels = 1, height = 0, width = 0] = output.shape;
  const bytes = Uint8Array.from(real(output), (value) =>
    Math.max(0, Math.min(255, Math.round((255 * (value - low)) / (high - low || 1)))),
  );
  return { width, height, pixels: channels === 3 ? coloured(bytes) : bytes };
}

/** A single image, from its own least value to its own greatest. */
export function pictureTile(output: NodeOutput): Tile {
  const values = real(output);
  return tileOf(output, Math.min(...values), Math.max(...values));
}

/** Of a network that answers with an image of its input's shape: what went in, and below it what came back. */
export function backRows(frames: readonly NodeOutputsFrame[], columns: number): Tile[][] {
  const pairs = frames.flatMap(({ nodes }) => {
    const [first, last] = [nodes[0], nodes.at(-1)];
    if (first === undefined || last === undefined || first === last) return [];
    const same = isImage(first) && String(first.shape) === String(last.shape);
    return same && (first.shape[0] === 1 || first.shape[0] === 3) ? [{ first, last }] : [];
  });
  if (pairs.length === 0) return [];
  const shown = pairs.slice(0, columns).map(({ first, last }) => {
    const values = real(first);
    const [low, high] = [Math.min(...values), Math.max(...values)];
    return [tileOf(first, low, high), tileOf(last, low, high)] as const;
  });
  return [shown.map(([first]) => first), shown.map(([, last]) => last)];
}
