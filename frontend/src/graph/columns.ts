/** Rectangles by columns of the canvas: what lies near one is found without looking at all. */
import { overlap, type Rect } from "./rects";

const WIDTH = 256;

const columnAt = (x: number): number => Math.floor(x / WIDTH);

export class Columns<Kept extends Rect> {
  private readonly columns = new Map<number, Kept[]>();

  add(rect: Kept): void {
    const last = columnAt(rect.x + rect.width);
    for (let column = columnAt(rect.x); column <= last; column++) {
      const kept = this.columns.get(column);
      if (kept) kept.push(rect);
      else this.columns.set(column, [rect]);
    }
  }

  /** Those that come closer than `gap`. */
  near(rect: Rect, gap = 0): Kept[] {
    const found: Kept[] = [];
    const first = columnAt(rect.x - gap);
    const last = columnAt(rect.x + rect.width + gap);
    for (let column = first; column <= last; column++) {
      for (const kept of this.columns.get(column) ?? []) {
        // What lies in several columns is found in the first of them.
        if (column !== Math.max(first, columnAt(kept.x))) continue;
        if (overlap(kept, rect, gap)) found.push(kept);
      }
    }
    return found;
  }
}
