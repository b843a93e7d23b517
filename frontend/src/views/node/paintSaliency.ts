import { signedBytes } from "@/api/wire";
import type { NodeOutput } from "@/schema/schema.gen";

const ZERO = 127;

/** The strongest channel of each pixel, −127 to 127. */
export function strongest({ shape, values }: NodeOutput): Int8Array {
  const [channels = 1, height = 1, width = 1] = shape;
  const all = signedBytes(values);
  const size = height * width;
  const found = new Int8Array(size);
  for (let pixel = 0; pixel < size; pixel++) {
    for (let channel = 0; channel < channels; channel++) {
      const value = all[channel * size + pixel] ?? 0;
      if (Math.abs(value) > Math.abs(found[pixel] ?? 0)) found[pixel] = value;
    }
  }
  return found;
}

/** Over a picture of the same size: blue speaks for the class, orange against; the more, the less is seen through. */
export function paintSaliency(
  canvas: HTMLCanvasElement,
  gradient: NodeOutput,
  signed: Uint32Array,
): void {
  const [, height = 1, width = 1] = gradient.shape;
  const context = canvas.getContext("2d");
  if (context === null || canvas.width !== width || canvas.height !== height) return;
  const layer = document.createElement("canvas");
  layer.width = width;
  layer.height = height;
  const over = layer.getContext("2d");
  if (over === null) return;
  const image = over.createImageData(width, height);
  const words = new Uint32Array(image.data.buffer);
  strongest(gradient).forEach((value, pixel) => {
    const opacity = Math.min(255, Math.round(Math.sqrt(Math.abs(value) / ZERO) * 255));
    words[pixel] = (((signed[value + ZERO] ?? 0) & 0xffffff) | (opacity << 24)) >>> 0;
  });
  over.putImageData(image, 0, 0);
  context.drawImage(layer, 0, 0);
}
