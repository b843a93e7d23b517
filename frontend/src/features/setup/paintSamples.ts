import type { Pictures } from "@/api/datasets";
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
