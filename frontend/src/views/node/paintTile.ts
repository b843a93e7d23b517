import { signedBytes } from "@/api/wire";
import type { Tile, TileForm } from "@/graph/tile";
import type { NodeOutput } from "@/schema/schema.gen";
import { paintPicture, sharp, writeBroken } from "../canvas/canvas";
import type { Palette } from "../canvas/palette";
import { toldSides } from "./grid";
import { paintLetters } from "./paintLetters";
import { LEGIBLE, paintBars, paintProbabilities } from "./paintRows";

/** Middle of the signed table: zero. */
const ZERO = 127;

export interface TileReading {
  output: NodeOutput;
  probabilities: readonly number[];
}

interface Look {
  palette: Palette;
  /** The tile's, in CSS pixels. */
  width: number;
  /** How large the screen shows them. */
  zoom: number;
  /** What the units are called; figures where they have no names. */
  names: readonly string[];
  ink: boolean;
  /** Of a sequence, the step that is looked at. */
  step: number | null;
}

/** Draws one node's output into its tile. */
export function paintTile(
  canvas: HTMLCanvasElement,
  tile: Tile,
  reading: TileReading | null,
  look: Look,
): void {
  const zoom = look.width / tile.width;
  const context = sharp(canvas, look.width, tile.height * zoom);
  if (context === null) return;
  context.scale(zoom, zoom);
  PAINTERS[tile.form](context, tile, reading, look);
  if (reading !== null) {
    const size = Math.max(12, LEGIBLE / look.zoom);
    writeBroken(context, reading.output, tile, look.palette, size);
  }
}

type Context = CanvasRenderingContext2D;

type Painter = (context: Context, tile: Tile, reading: TileReading | null, look: Look) => void;

/** Every form that a tile can have. One that is missing does not compile. */
const PAINTERS: { readonly [Form in TileForm]: Painter } = {
  maps: (context, tile, reading, look) => paintMaps(context, tile, reading?.output ?? null, look),
  cells: (context, tile, reading, { palette }) =>
    paintCells(context, tile, reading?.output ?? null, palette),
  bars: (context, tile, reading, look) => paintBars(context, tile, reading?.output ?? null, look),
  // An answer that is no scores of classes has no probabilities: its numbers themselves are shown.
  probabilities: (context, tile, reading, look) =>
    reading !== null && reading.probabilities.length === 0
      ? paintBars(context, tile, reading.output, look)
      : paintProbabilities(context, tile, reading?.probabilities ?? [], look),
  strip: (context, tile, reading, { palette }) =>
    paintStrip(context, tile, reading?.output ?? null, palette),
  letters: (context, tile, reading, look) =>
    paintLetters(context, tile, reading?.output ?? null, { ...look, step: look.step ?? 0 }),
  none: () => undefined,
};

function paintMaps(
  context: Context,
  tile: Tile,
  output: NodeOutput | null,
  look: { palette: Palette; ink: boolean },
): void {
  const pitch = tile.cell + tile.gap;
  context.fillStyle = look.palette.paper;
  for (let map = 0; map < tile.shown; map++) {
    const x = (map % tile.columns) * pitch;
    context.fillRect(x, Math.floor(map / tile.columns) * pitch, tile.cell, tile.cell);
  }
  if (output === null) return;
  if (look.ink) {
    paintInk(context, output, look.palette, { x: 0, y: 0, size: tile.cell });
    return;
  }
  const [, height = 1, width = 1] = toldSides(output);
  const values = signedBytes(output.values);
  for (let map = 0; map < tile.shown; map++) {
    const picture = { values: values.subarray(map * width * height), width, height };
    const place = {
      x: (map % tile.columns) * pitch,
      y: Math.floor(map / tile.columns) * pitch,
      size: tile.cell,
    };
    paintPicture(
      context,
      picture,
      { table: look.palette.signed, zero: ZERO },
      inside(place, width, height),
    );
  }
}

/** The largest box of a picture's proportions, centred in a square. */
export function inside(
  place: { x: number; y: number; size: number },
  width: number,
  height: number,
) {
  const scale = place.size / Math.max(width, height, 1);
  const [wide, high] = [width * scale, height * scale];
  return {
    x: place.x + (place.size - wide) / 2,
    y: place.y + (place.size - high) / 2,
    width: wide,
    height: high,
  };
}

/** An input as a picture: ink on paper for one channel, colours as they are for three. */
export function paintInk(
  context: Context,
  output: NodeOutput,
  palette: Palette,
  place: { x: number; y: number; size: number },
): void {
  const [channels = 1, height = 1, width = 1] = toldSides(output);
  const values = signedBytes(output.values);
  let [low, high] = [127, -128];
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  const range = Math.max(1, high - low);
  const level = (at: number) => Math.round((((values[at] ?? low) - low) / range) * 255);
  const size = width * height;
  const box = inside(place, width, height);
  if (channels === 3) {
    const words = Uint32Array.from({ length: size }, (_, at) => {
      const blue = level(at + 2 * size);
      return ((255 << 24) | (blue << 16) | (level(at + size) << 8) | level(at)) >>> 0;
    });
    const picture = { values: new Uint8Array(0), width, height };
    paintWords(context, picture, words, box);
    return;
  }
  const picture = {
    values: Uint8Array.from({ length: size }, (_, at) => level(at)),
    width,
    height,
  };
  paintPicture(context, picture, { table: palette.ink, zero: 0 }, box);
}

function paintWords(
  context: Context,
  picture: { width: number; height: number },
  words: Uint32Array,
  box: { x: number; y: number; width: number; height: number },
): void {
  const small = document.createElement("canvas");
  small.width = picture.width;
  small.height = picture.height;
  const image = new ImageData(picture.width, picture.height);
  new Uint32Array(image.data.buffer).set(words);
  small.getContext("2d")?.putImageData(image, 0, 0);
  context.imageSmoothingEnabled = false;
  context.drawImage(small, box.x, box.y, box.width, box.height);
}

function paintCells(context: Context, tile: Tile, output: NodeOutput | null, palette: Palette) {
  context.fillStyle = palette.paper;
  context.fillRect(0, 0, tile.width, tile.height);
  if (output === null) return;
  const picture = {
    values: signedBytes(output.values).subarray(0, tile.shown),
    width: tile.columns,
    height: tile.rows,
  };
  const box = { x: 0, y: 0, width: tile.width, height: tile.height };
  paintPicture(context, picture, { table: palette.signed, zero: ZERO }, box);
}

/** A sequence from left to right: as many steps as were told, each a column of its features. */
function paintStrip(context: Context, tile: Tile, output: NodeOutput | null, palette: Palette) {
  context.fillStyle = palette.paper;
  context.fillRect(0, 0, tile.width, tile.height);
  if (output === null) return;
  const features = output.shape[1] ?? 1;
  const told = signedBytes(output.values);
  const steps = Math.floor(told.length / Math.max(1, features));
  const values = Int8Array.from({ length: steps * features }, (_, at) => {
    const step = at % steps;
    return told[step * features + Math.floor(at / steps)] ?? 0;
  });
  const picture = { values, width: steps, height: features };
  const box = { x: 0, y: 0, width: tile.width, height: tile.height };
  paintPicture(context, picture, { table: palette.signed, zero: ZERO }, box);
}

/** The row of bars under a point, in shares of the tile's height; null between them and below. */
export function rowAt(tile: Tile, share: number): number | null {
  if (tile.form !== "bars" && tile.form !== "probabilities") return null;
  const row = Math.floor((share * tile.height) / (tile.cell + tile.gap));
  return row >= 0 && row < tile.rows ? row : null;
}
