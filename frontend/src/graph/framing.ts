/** Several networks on one canvas, laid out and kept off each other. Networks here go by the names of the sheet. */
import { moveItems } from "./edit";
import { freePlace } from "./freePlace";
import { commentItem } from "./items";
import { gapBetween, type Rect } from "./rects";
import { BETWEEN_FRAMES, isShift, scaleOf, setApart, withEmpty } from "./roleFrames";
import { areSeveral, type Lying, partOf, partsOf, sheetOf } from "./sheet";
import { type Boxes, frameOf, takenRects } from "./taken";
import type { Network, Position } from "./types";

type Places = Readonly<Record<string, Position>>;

/** Side by side is how a game of networks is read: one below the other must be larger by this. */
const BESIDE_FIRST = 1.1;

/** New places of all that has to move so that no network lies over another; null where nothing has to. */
export function apart(networks: readonly Network[], boxes: Boxes): Places | null {
  const shifts = setApart(withEmpty(networks.map((network) => frameOf(network, boxes))));
  if (!shifts.some(isShift)) return null;
  return Object.assign({}, ...networks.map((network, at) => placesAfter(network, shifts[at])));
}

function placesAfter({ nodes, comments = {} }: Network, by: Position | undefined): Places {
  if (by === undefined || !isShift(by)) return {};
  const moved = ({ x, y }: Position) => ({ x: x + by.x, y: y + by.y });
  return Object.fromEntries([
    ...Object.entries(nodes).map(([id, { position }]) => [id, moved(position)]),
    ...Object.entries(comments).map(([id, { position }]) => [commentItem(id), moved(position)]),
  ]);
}

/**
 * Of the ways in which networks can be laid out, each by itself, the one that can be shown largest: the first of `ways`
 * puts their frames side by side, the others one below the other.
 */
export function inFrames(
  networks: readonly Network[],
  ways: readonly (readonly Places[])[],
  boxes: Boxes,
): Places {
  let [best, bestScale]: [Places, number] = [{}, 0];
  ways.forEach((laid, way) => {
    const frames = networks.map(({ comments: _, ...network }, at) =>
      frameOf(moveItems(network, laid[at] ?? {}), boxes),
    );
    const shifts = inLine(frames, way === 0);
    const standing = frames.flatMap((frame, at) => (frame ? [moved(frame, shifts[at])] : []));
    const scale = scaleOf(standing) * (way === 0 ? BESIDE_FIRST : 1);
    if (scale <= bestScale) return;
    const places = laid.map((each, at) =>
      Object.fromEntries(Object.entries(each).map(([id, place]) => [id, moved(place, shifts[at])])),
    );
    [best, bestScale] = [Object.assign({}, ...places), scale];
  });
  return best;
}

/** The frames of all networks, as they lie on the canvas, by what their names begin with. */
function framesOf(lying: Lying, boxes: Boxes): Map<string, Rect> {
  const sheet = sheetOf(lying);
  const parts = partsOf(lying);
  const own = parts.map(({ start }) => frameOf(partOf(sheet, start), boxes));
  return new Map(withEmpty(own).map((frame, at) => [parts[at]?.start ?? "", frame]));
}

/** What the names begin with of the network in whose frame a place lies, else of the nearest; undefined where there are none. */
export function startAt(lying: Lying, at: Position, boxes: Boxes): string | undefined {
  const point = { ...at, width: 0, height: 0 };
  const near = [...framesOf(lying, boxes)].toSorted(
    ([, one], [, other]) => gapBetween(one, point) - gapBetween(other, point),
  );
  return near[0]?.[0];
}

const NEW = { width: 116, height: 120 };

/** Where a new layer stands in the frame of its network, as near as may be to where it is wanted. A network alone has all the canvas. */
export function roomIn(lying: Lying, start: string, at: Position, boxes: Boxes): Position {
  const frame = framesOf(lying, boxes).get(start);
  if (!areSeveral(lying) || frame === undefined) return at;
  const within = (wanted: number, from: number, room: number) =>
    Math.max(from, Math.min(wanted, from + Math.max(0, room)));
  const wanted = {
    ...NEW,
    x: within(at.x, frame.x + 12, frame.width - NEW.width - 24),
    y: within(at.y - NEW.height / 2, frame.y + 40, frame.height - NEW.height - 52),
  };
  const place = freePlace(wanted, takenRects(sheetOf(lying), boxes));
  return { x: place.x, y: place.y + NEW.height / 2 };
}

const HERE: Position = { x: 0, y: 0 };

function moved<Place extends Position>(place: Place, by: Position = HERE): Place {
  return { ...place, x: place.x + by.x, y: place.y + by.y };
}

/** By how far each moves so that they stand in a row, or in a column, behind the first. */
function inLine(frames: readonly (Rect | null)[], across: boolean): Position[] {
  let last: Rect | null = null;
  return frames.map((frame) => {
    if (frame === null) return HERE;
    const before: Rect | null = last;
    const start = across
      ? { x: before ? before.x + before.width + BETWEEN_FRAMES : frame.x, y: before?.y ?? frame.y }
      : {
          x: before?.x ?? frame.x,
          y: before ? before.y + before.height + BETWEEN_FRAMES : frame.y,
        };
    last = { ...frame, ...start };
    return { x: start.x - frame.x, y: start.y - frame.y };
  });
}
