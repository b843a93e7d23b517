import type { Numbers, Pictures } from "@/api/datasets";
import type { DataFieldBody } from "@/schema/schema.gen";
import type { Palette } from "@/views/canvas/palette";

/** One sample as pixels: grey ones as ink on the theme's paper, colour ones as they are. */
export function sampleImage(pictures: Pictures, sample: number, palette: Palette): ImageData {
  const [, channels, height, width] = pictures.shape;
  const image = new ImageData(width, height);
  const words = new Uint32Array(image.data.buffer);
  const size = width * height;
  const first = sample * channels * size;
  const at = (channel: number, pixel: number) =>
    pictures.images[first + channel * size + pixel] ?? 0;
  for (let pixel = 0; pixel < size; pixel++) {
    words[pixel] =
      channels === 3
        ? ((255 << 24) | (at(2, pixel) << 16) | (at(1, pixel) << 8) | at(0, pixel)) >>> 0
        : (palette.ink[at(0, pixel)] ?? 0);
  }
  return image;
}

const GAP = 2;

/** Samples side by side, each pixel one pixel of the bitmap; room for `places`. */
export function paintRow(
  canvas: HTMLCanvasElement,
  pictures: Pictures,
  palette: Palette,
  places: number,
): void {
  const [shown, , height, width] = pictures.shape;
  canvas.width = places * (width + GAP) - GAP;
  canvas.height = height;
  const context = canvas.getContext("2d");
  for (let sample = 0; sample < shown; sample++) {
    context?.putImageData(sampleImage(pictures, sample, palette), sample * (width + GAP), 0);
  }
}

export function paintSample(
  canvas: HTMLCanvasElement,
  pictures: Pictures,
  sample: number,
  palette: Palette,
): void {
  const [, , height, width] = pictures.shape;
  canvas.width = width;
  canvas.height = height;
  canvas.getContext("2d")?.putImageData(sampleImage(pictures, sample, palette), 0, 0);
}

/** So many standard deviations have the strongest colours. */
const SPREAD = 2.5;

/** A sequence of numbers: each step a column, each number in the signed colours by how far it is from its mean. */
export function paintSteps(
  canvas: HTMLCanvasElement,
  { mean, std }: DataFieldBody,
  entry: Numbers | undefined,
  palette: Palette,
): void {
  const steps = (entry ?? []) as readonly (readonly number[])[];
  const features = steps[0]?.length ?? 0;
  if (features === 0) return;
  const of = (scale: number | readonly number[], feature: number): number =>
    typeof scale === "number" ? scale : (scale[feature] ?? 0);
  canvas.width = steps.length;
  canvas.height = features;
  const context = canvas.getContext("2d");
  if (context === null) return;
  const image = new ImageData(steps.length, features);
  const words = new Uint32Array(image.data.buffer);
  steps.forEach((step, at) => {
    step.forEach((number, feature) => {
      const far = (number - of(mean, feature)) / (of(std, feature) || 1) / SPREAD;
      const level = 127 + Math.round(127 * Math.max(-1, Math.min(1, far)));
      words[feature * steps.length + at] = palette.signed[level] ?? 0;
    });
  });
  context.putImageData(image, 0, 0);
}
