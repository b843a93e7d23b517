import { signedBytes } from "@/api/wire";
import type { Tile } from "@/graph/tile";
import type { NodeOutput } from "@/schema/schema.gen";
import { probability } from "@/ui/format";
import { cssColour, fitted, paintPicture, sharp, writeBroken } from "../canvas/canvas";
import type { Palette } from "../canvas/palette";

/** Middle of the signed table: zero. */
const ZERO = 127;
const LABEL_WIDTH = 10;
const LABEL_GAP = 6;
const FIGURE_WIDTH = 38;

export interface TileReading {
  output: NodeOutput;
  probabilities: readonly number[];
}

/** Draws one node's output into its tile. `width` is the tile's in CSS pixels. */
export function paintTile(
  canvas: HTMLCanvasElement,
  tile: Tile,
  reading: TileReading | null,
  look: { palette: Palette; width: number; ink: boolean; names?: readonly string[] },
): void {
  const { names = [] } = look;
  const zoom = look.width / tile.width;
  const context = sharp(canvas, look.width, tile.height * zoom);
  if (context === null) return;
  context.scale(zoom, zoom);
  if (tile.form === "maps") paintMaps(context, tile, reading?.output ?? null, look);
  else if (tile.form === "cells") paintCells(context, tile, reading?.output ?? null, look.palette);
  else if (tile.form === "bars")
    paintBars(context, tile, reading?.output ?? null, { ...look, names });
  else if (tile.form === "probabilities") {
    paintProbabilities(context, tile, reading?.probabilities ?? [], { ...look, names });
  }
  if (reading !== null) writeBroken(context, reading.output, tile, look.palette);
}

type Context = CanvasRenderingContext2D;

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
  const [, height = 1, width = 1] = output.shape;
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
  const [channels = 1, height = 1, width = 1] = output.shape;
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

function label(context: Context, text: string, x: number, y: number, look: LabelLook): void {
  context.font = `${look.strong ? 600 : 400} 11px ${look.font}`;
  context.fillStyle = look.colour;
  context.textAlign = look.align ?? "left";
  context.textBaseline = "middle";
  context.fillText(look.room === undefined ? text : fitted(context, text, look.room), x, y);
}

interface LabelLook {
  /** What is wider is cut. */
  room?: number;
  font: string;
  colour: string;
  strong?: boolean;
  align?: CanvasTextAlign;
}

interface Named {
  palette: Palette;
  /** What the units are called; figures where they have no names. */
  names: readonly string[];
}

/** So much of a tile's width goes to names at most: what is longer is cut. */
const NAMES_SHARE = 0.4;

/** The room of the names at the left. */
function namesRoom(context: Context, tile: Tile, { palette, names }: Named): number {
  context.font = `600 11px ${palette.font}`;
  const widest = Math.max(0, ...names.map((name) => context.measureText(name).width));
  return Math.max(LABEL_WIDTH, Math.min(Math.ceil(widest), tile.width * NAMES_SHARE));
}

/** The row of bars under a point, in shares of the tile's height; null between them and below. */
export function rowAt(tile: Tile, share: number): number | null {
  if (tile.form !== "bars" && tile.form !== "probabilities") return null;
  const row = Math.floor((share * tile.height) / (tile.cell + tile.gap));
  return row >= 0 && row < tile.rows ? row : null;
}

function paintBars(context: Context, tile: Tile, output: NodeOutput | null, look: Named) {
  const { palette, names } = look;
  const values = output === null ? new Int8Array(0) : signedBytes(output.values);
  const room = namesRoom(context, tile, look);
  const left = room + LABEL_GAP;
  const half = (tile.width - left) / 2;
  for (let row = 0; row < tile.rows; row++) {
    const y = row * (tile.cell + tile.gap);
    const middle = y + tile.cell / 2;
    const quiet = { font: palette.font, colour: palette.text3, room };
    label(context, names[row] ?? String(row), 0, middle + 0.5, quiet);
    const value = values[row] ?? 0;
    const length = (Math.abs(value) / 127) * half;
    context.fillStyle = cssColour(palette.signed, value + ZERO);
    context.fillRect(left + half - (value < 0 ? length : 0), middle - 4.5, length, 9);
    context.fillStyle = palette.line2;
    context.fillRect(left + half - 0.5, y - 0.5, 1, tile.cell + tile.gap);
  }
}

function paintProbabilities(
  context: Context,
  tile: Tile,
  probabilities: readonly number[],
  named: Named,
): void {
  const { palette, names } = named;
  const room = namesRoom(context, tile, named);
  const left = room + LABEL_GAP;
  const wide = tile.width - left - FIGURE_WIDTH - LABEL_GAP;
  const best = probabilities.length === 0 ? -1 : probabilities.indexOf(Math.max(...probabilities));
  for (let row = 0; row < tile.rows; row++) {
    const middle = row * (tile.cell + tile.gap) + tile.cell / 2;
    const share = probabilities[row];
    const strong = row === best;
    const look = { font: palette.font, colour: strong ? palette.text1 : palette.text3, strong };
    label(context, names[row] ?? String(row), 0, middle + 0.5, { ...look, room });
    context.fillStyle = strong ? palette.text1 : palette.n400;
    context.beginPath();
    context.roundRect(left, middle - 3.5, Math.max(0.01, share ?? 0) * wide, 7, 1);
    context.fill();
    label(context, probability(share), tile.width, middle + 0.5, { ...look, align: "right" });
  }
}
