/** Drawing helpers for crisp canvases. */

/** Twice at least: the studio's canvas is zoomed in and out. */
export function density(): number {
  return Math.max(2, Math.min(3, window.devicePixelRatio || 1));
}

/** A context in CSS pixels over a bitmap of device pixels, cleared. */
export function sharp(canvas: HTMLCanvasElement, width: number, height: number) {
  const scale = density();
  const [wide, high] = [Math.round(width * scale), Math.round(height * scale)];
  if (canvas.width !== wide || canvas.height !== high) {
    canvas.width = wide;
    canvas.height = high;
  }
  const context = canvas.getContext("2d");
  if (context === null) return null;
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.clearRect(0, 0, width, height);
  return context;
}

/** What stands for values that have no scale: the network has blown up here. Null where all is well. */
export function brokenBy({ scale }: { scale: number }): "NaN" | "∞" | null {
  if (scale >= 0) return null;
  return scale === -1 ? "NaN" : "∞";
}

/** Says so in the middle of a picture whose values have no scale any more. */
export function writeBroken(
  context: CanvasRenderingContext2D,
  values: { scale: number },
  { width, height }: { width: number; height: number },
  look: { danger: string; font: string },
  size = 12,
): void {
  const word = brokenBy(values);
  if (word === null) return;
  context.font = `600 ${size}px ${look.font}`;
  context.fillStyle = look.danger;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillText(word, width / 2, height / 2);
}

export interface Picture {
  values: Int8Array | Uint8Array;
  width: number;
  height: number;
}

let scratch: HTMLCanvasElement | null = null;

/** Values through a colour table as square, sharp pixels: each a whole number of device pixels where it fits. */
export function paintPicture(
  context: CanvasRenderingContext2D,
  picture: Picture,
  colours: { table: Uint32Array; zero: number },
  box: { x: number; y: number; width: number; height: number },
): void {
  const { values, width, height } = picture;
  scratch ??= document.createElement("canvas");
  scratch.width = width;
  scratch.height = height;
  const small = scratch.getContext("2d");
  if (small === null || width === 0 || height === 0) return;
  const image = small.createImageData(width, height);
  const words = new Uint32Array(image.data.buffer);
  const empty = colours.table[colours.zero] ?? 0;
  for (let at = 0; at < words.length; at++) {
    words[at] = colours.table[(values[at] ?? 0) + colours.zero] ?? empty;
  }
  small.putImageData(image, 0, 0);
  context.imageSmoothingEnabled = false;
  context.drawImage(scratch, box.x, box.y, box.width, box.height);
}

/** The colour of one signed value as CSS. */
export function cssColour(table: Uint32Array, index: number): string {
  const word = table[Math.max(0, Math.min(table.length - 1, index))] ?? 0;
  return `rgb(${word & 255} ${(word >> 8) & 255} ${(word >> 16) & 255})`;
}

/** A stored sample, one bitmap pixel each: ink through its table, colour as it is. */
export function paintSample(
  canvas: HTMLCanvasElement,
  pixels: Uint8Array,
  [channels, height, width]: readonly [number, number, number],
  ink: Uint32Array,
): void {
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext("2d");
  if (context === null) return;
  const size = width * height;
  const image = context.createImageData(width, height);
  const words = new Uint32Array(image.data.buffer);
  const at = (channel: number, pixel: number) => pixels[channel * size + pixel] ?? 0;
  for (let pixel = 0; pixel < size; pixel++) {
    words[pixel] =
      channels === 3
        ? ((255 << 24) | (at(2, pixel) << 16) | (at(1, pixel) << 8) | at(0, pixel)) >>> 0
        : (ink[at(0, pixel)] ?? 0);
  }
  context.putImageData(image, 0, 0);
}

/** What of a name has room, ended by three dots where it is cut. */
export function fitted(context: CanvasRenderingContext2D, name: string, room: number): string {
  if (context.measureText(name).width <= room) return name;
  let kept = name;
  while (kept.length > 1 && context.measureText(`${kept}…`).width > room) kept = kept.slice(0, -1);
  return `${kept.trimEnd()}…`;
}
