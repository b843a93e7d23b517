/** The line of what an algorithm leads into a network: where it runs, and how large a box it takes. */
import { hull, type Rect } from "@/graph/rects";
import { type Bends, type Ends, route, wireRects } from "@/graph/routing";
import type { Position, Size } from "@/graph/types";

export interface HandedPlace {
  readonly at: Position;
  readonly size: Size;
  readonly path: string;
  readonly end: Position;
  readonly label: Position;
}

/** Beyond the line, for its width and its arrow head. */
const ROOM = 10;
/** How far the line stops before the layer: the arrow head reaches on. */
const HEAD = 9;
/** What names the data stands above the frame, one beside the other. */
export const CHIP: Size = { width: 168, height: 30 };
const ABOVE = 16;
/** The line from the data runs down outside of the frame. */
const OUTSIDE = 14;

function place(
  line: (by: Position) => HandedPlace["path"],
  box: Rect,
  end: Position,
  label: Position,
): HandedPlace {
  const at = { x: box.x - ROOM, y: box.y - ROOM };
  const within = ({ x, y }: Position) => ({ x: x - at.x, y: y - at.y });
  return {
    at,
    size: { width: box.width + 2 * ROOM, height: box.height + 2 * ROOM },
    path: line(at),
    end: within(end),
    label: within(label),
  };
}

/** From the answer of another network. */
export function fromNetwork({
  ends,
  bends,
}: {
  ends: Ends;
  bends: Bends | undefined;
}): HandedPlace {
  const short = { ...ends, targetX: ends.targetX - HEAD };
  const line = route(short, bends);
  const box = hull([...wireRects(short, bends), { x: line.x, y: line.y, width: 1, height: 1 }]);
  const moved = (by: Position) => {
    const shift = {
      sourceX: short.sourceX - by.x,
      targetX: short.targetX - by.x,
      sourceY: short.sourceY - by.y,
      targetY: short.targetY - by.y,
    };
    return route(
      shift,
      bends && {
        out: bends.out - by.x,
        back: bends.back - by.x,
        lane: bends.lane === null ? null : bends.lane - by.y,
      },
    ).path;
  };
  return place(moved, box, { x: ends.targetX, y: ends.targetY }, { x: line.x, y: line.y });
}

/** Where the data are named that enter the network of a frame: side by side above it. */
export const chipAt = (frame: Rect, nth: number): Rect => ({
  x: frame.x + nth * (CHIP.width + 10),
  y: frame.y - ABOVE - CHIP.height,
  ...CHIP,
});

/** From the data, which is named above the frame. */
export function fromData(frame: Rect, entry: Position, nth: number): HandedPlace {
  const chip = chipAt(frame, nth);
  const start = { x: chip.x, y: chip.y + CHIP.height / 2 };
  const lane = frame.x - OUTSIDE;
  const end = { x: entry.x, y: entry.y };
  const box = hull([chip, { x: lane, y: start.y, width: end.x - lane, height: end.y - start.y }]);
  const line = (by: Position) => {
    const [x, y] = [lane - by.x, end.y - by.y];
    const radius = 8;
    return [
      `M${start.x - by.x} ${start.y - by.y}`,
      `L${x + radius} ${start.y - by.y}Q${x} ${start.y - by.y} ${x} ${start.y - by.y + radius}`,
      `L${x} ${y - radius}Q${x} ${y} ${x + radius} ${y}`,
      `L${end.x - by.x - HEAD} ${y}`,
    ].join("");
  };
  return place(line, box, end, { x: chip.x, y: chip.y });
}
