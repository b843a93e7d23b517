import { signedBytes } from "@/api/wire";
import type { KernelsFrame, NodeKernels, NodeOutput } from "@/schema/schema.gen";

/** Filters that a frame carries at most. */
const MOST_FILTERS = 64;
/** Input channels that a recorded frame carries of each; others have to be asked for. */
export const RECORDED_CHANNELS = 4;

export function kernelsOf(
  frame: KernelsFrame | null | undefined,
  node: string,
): NodeKernels | undefined {
  return frame?.nodes.find((each) => each.node === node);
}

/** How one of the input channels that are carried is filtered, as maps: one kernel a map, up to `most`. */
export function kernelMaps(kernels: NodeKernels, channel: number, most: number): NodeOutput {
  const [filters, , height, width] = kernels.shape;
  const shown = Math.min(filters, MOST_FILTERS);
  const size = height * width;
  const channels = kernels.values.length / (shown * size);
  const taken = Math.min(shown, most);
  const all = signedBytes(kernels.values);
  const values = new Int8Array(taken * size);
  for (let filter = 0; filter < taken; filter++) {
    const start = (filter * channels + channel) * size;
    values.set(all.subarray(start, start + size), filter * size);
  }
  // Coloured by the largest weight in sight: another channel's would make all of these pale.
  const largest = Math.max(1, ...values.map(Math.abs));
  const stretched = values.map((value) => Math.round((value / largest) * 127));
  return {
    node: kernels.node,
    shape: [taken, height, width],
    values: new Uint8Array(stretched.buffer),
    scale: kernels.scale < 0 ? kernels.scale : (kernels.scale * largest) / 127,
  };
}
