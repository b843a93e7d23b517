/** How wide a text is in the fonts of this machine: fallback fonts differ by a quarter. */

let pen: OffscreenCanvasRenderingContext2D | null | undefined;
let family = "";
const known = new Map<string, number>();

function prepared(): OffscreenCanvasRenderingContext2D | null {
  if (pen !== undefined) return pen;
  pen = typeof OffscreenCanvas === "undefined" ? null : new OffscreenCanvas(1, 1).getContext("2d");
  family = getComputedStyle(document.documentElement).getPropertyValue("--font-ui");
  return pen;
}

/** In pixels, in the weight of headings or another one; 0 where nothing can be measured. */
export function textWidth(text: string, size: number, weight = 600): number {
  const drawn = prepared();
  if (!drawn) return 0;
  const key = `${weight} ${size} ${text}`;
  const width = known.get(key);
  if (width !== undefined) return width;
  drawn.font = `${weight} ${size}px ${family}`;
  const measured = drawn.measureText(text).width;
  known.set(key, measured);
  return measured;
}
