import type { NodeOutput } from "@/schema/schema.gen";

interface Tile {
  width: number;
  height: number;
  /** One table index per pixel, or finished colours as ABGR words. */
  pixels: Uint8Array | Uint32Array;
}

/** As many as a card is wide for. */
const COLUMNS = 6;
const ROWS = 2;

export function isImage(output: NodeOutput): boolean {
  const [, height = 0, width = 0] = output.shape;
  return output.shape.length === 3 && height > 1 && width > 1;
}

function mapsOf(output: NodeOutput, columns: number): Tile[] {
  const [, height = 0, width = 0] = output.shape;
  const size = height * width;
  const maps = Math.min(columns, Math.floor(output.values.length / size));
  return Array.from({ length: maps }, (_, map) => {
    const pixels = new Uint8Array(size);
    for (let at = 0; at < size; at++) {
      // Signed bytes −127…127 to table entries 0…254.
      pixels[at] = Math.max(-127, ((output.values[map * size + at] ?? 0) << 24) >> 24) + 127;
    }
    return { width, height, pixels };
  });
}

/** A convolution, inside of a block too: `res_1/conv2d_2`. */
const CONVOLUTION = /(^|\/)conv[^/]*$/;

/** The telling rows: what the first layers with several maps make of the sample. Layers that only pass on are left out. */
export function tellingRows(nodes: readonly NodeOutput[], columns = COLUMNS): Tile[][] {
  const many = nodes.filter((output) => isImage(output) && (output.shape[0] ?? 0) > 1);
  const computing = many.filter((output) => CONVOLUTION.test(output.node));
  const chosen = computing.length > 0 ? computing : many;
  return chosen.slice(0, ROWS).map((output) => mapsOf(output, columns));
}

export function paintTile(canvas: HTMLCanvasElement, tile: Tile, table: Uint32Array): void {
  canvas.width = tile.width;
  canvas.height = tile.height;
  const context = canvas.getContext("2d");
  if (context === null) return;
  const image = context.createImageData(tile.width, tile.height);
  const words = new Uint32Array(image.data.buffer);
  if (tile.pixels instanceof Uint32Array) words.set(tile.pixels);
  else for (let at = 0; at < words.length; at++) words[at] = table[tile.pixels[at] ?? 0] ?? 0;
  context.putImageData(image, 0, 0);
}

export type { Tile };
