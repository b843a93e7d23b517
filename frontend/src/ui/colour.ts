/** Colour tables for canvases: read from the tokens once per theme, then one look-up per value. */

const SIGNED = ["n4", "n3", "n2", "n1", "0", "p1", "p2", "p3", "p4"].map((stop) => `--div-${stop}`);
const MAGNITUDE = [0, 1, 2, 3, 4, 5, 6].map((stop) => `--seq-${stop}`);

export interface ColourTables {
  /** 255 entries, indexed by round(127·v/max) + 127. */
  signed: Uint32Array;
  /** 256 entries, from nothing to most. */
  magnitude: Uint32Array;
  /** 256 entries, from paper to ink (light on night in the dark theme). */
  ink: Uint32Array;
}

type Rgb = readonly [number, number, number];

export function token(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

export function parseHex(hex: string): Rgb {
  const value = Number.parseInt(hex.slice(1, 7), 16);
  return Number.isNaN(value) ? [0, 0, 0] : [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

/** ImageData bytes are RGBA in memory, which is ABGR in a little-endian Uint32. */
function pack([red, green, blue]: Rgb): number {
  return ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0;
}

export function interpolate(stops: readonly Rgb[], entries: number): Uint32Array {
  const table = new Uint32Array(entries);
  for (let index = 0; index < entries; index++) {
    const at = (index / (entries - 1)) * (stops.length - 1);
    const left = Math.min(stops.length - 2, Math.floor(at));
    const from = stops[left] ?? [0, 0, 0];
    const to = stops[left + 1] ?? from;
    const mix = (channel: 0 | 1 | 2) =>
      Math.round(from[channel] + (to[channel] - from[channel]) * (at - left));
    table[index] = pack([mix(0), mix(1), mix(2)]);
  }
  return table;
}

const built = new Map<string, ColourTables>();

/** The tables of the theme on screen. Call once per theme change, never per frame. */
export function colourTables(scheme: "light" | "dark"): ColourTables {
  const known = built.get(scheme);
  if (known) return known;
  const stops = (names: readonly string[]) => names.map((name) => parseHex(token(name)));
  const tables = {
    signed: interpolate(stops(SIGNED), 255),
    magnitude: interpolate(stops(MAGNITUDE), 256),
    ink: interpolate(stops(["--div-0", "--text-1"]), 256),
  };
  built.set(scheme, tables);
  return tables;
}
