import { signedBytes } from "@/api/wire";
import type { KernelsFrame, NodeKernels, NodeOutput } from "@/schema/schema.gen";

/** Filters and input channels of each that a frame carries at most. */
const MOST_FILTERS = 64;
const MOST_CHANNELS = 4;

export function kernelsOf(frame: KernelsFrame | undefined, node: string): NodeKernels | undefined {
  return frame?.nodes.find((each) => each.node === node);
}

/** How one input channel is filtered, as maps: one kernel a map, up to `most`. */
export function kernelMaps(kernels: NodeKernels, channel: number, most: number): NodeOutput {
  const [filters, inputs, height, width] = kernels.shape;
  const [shown, channels] = [Math.min(filters, MOST_FILTERS), Math.min(inputs, MOST_CHANNELS)];
  const size = height * width;
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
