import { decimal } from "@/ui/format";
import type { Sheet } from "../canvas/Figure";
import {
  allAhead,
  drawnSimple,
  type Forecasts,
  fromMoment,
  type Line,
  placeOf,
  type SimpleName,
  seasonBefore,
} from "./forecasts";

export const LEFT = 40;
export const EDGE = 8;
const FOOT = 18;
const TICKS = 4;
/** A label of the time axis takes so much. */
const LABEL = 84;

/** From places and values to pixels. */
interface Scale {
  x: (place: number) => number;
  y: (value: number) => number;
  low: number;
  high: number;
}

export function scaleOf(
  { width, height }: Sheet,
  first: number,
  last: number,
  bounds: Bounds,
): Scale {
  const wide = Math.max(1, width - LEFT - EDGE);
  const high = Math.max(1, height - FOOT - EDGE);
  const span = bounds.high - bounds.low || 1;
  return {
    ...bounds,
    x: (place) => LEFT + (wide * (place - first)) / Math.max(1, last - first),
    y: (value) => EDGE + high * (1 - (value - bounds.low) / span),
  };
}

interface Bounds {
  low: number;
  high: number;
}

/** What of the values is drawn: a little room above and below. */
export function boundsOf(...lists: Iterable<number>[]): Bounds {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const list of lists)
    for (const value of list) {
      if (!Number.isFinite(value)) continue;
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  if (low > high) return { low: 0, high: 1 };
  const room = (high - low || 1) * 0.05;
  return { low: low >= 0 && low < high / 4 ? 0 : low - room, high: high + room };
}

/** Even lines across, with what they stand for. */
export function paintGrid({ context, width, palette }: Sheet, scale: Scale): void {
  context.font = `11px ${palette.font}`;
  context.textBaseline = "middle";
  context.textAlign = "right";
  context.lineWidth = 1;
  const { step, values } = evenly(scale, TICKS);
  const decimals = Math.max(0, -Math.floor(Math.log10(step)));
  for (const value of values) {
    const at = Math.round(scale.y(value)) + 0.5;
    context.strokeStyle = palette.line1;
    context.beginPath();
    context.moveTo(LEFT, at);
    context.lineTo(width - EDGE, at);
    context.stroke();
    context.fillStyle = palette.text3;
    context.fillText(decimal(value, decimals), LEFT - 6, at);
  }
}

function evenly({ low, high }: Bounds, count: number) {
  const rough = (high - low) / count;
  const size = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((each) => each * size).find((each) => each >= rough) ?? rough;
  const first = Math.ceil(low / step);
  const length = Math.max(0, Math.floor(high / step) - first + 1);
  return { step, values: Array.from({ length }, (_, at) => (first + at) * step) };
}

interface Stroke {
  colour: string;
  width?: number;
  dash?: readonly number[];
  alpha?: number;
}

/** A line through places and values; where there is no value it is broken. */
export function paintLine({ context }: Sheet, scale: Scale, line: Line, stroke: Stroke): void {
  context.strokeStyle = stroke.colour;
  context.lineWidth = stroke.width ?? 1.5;
  context.globalAlpha = stroke.alpha ?? 1;
  context.setLineDash([...(stroke.dash ?? [])]);
  context.lineJoin = "round";
  context.beginPath();
  let drawn = false;
  line.places.forEach((place, at) => {
    const value = line.values[at] ?? Number.NaN;
    if (!Number.isFinite(value)) drawn = false;
    else if (drawn) context.lineTo(scale.x(place), scale.y(value));
    else {
      context.moveTo(scale.x(place), scale.y(value));
      drawn = true;
    }
  });
  context.stroke();
  context.setLineDash([]);
  context.globalAlpha = 1;
}

export interface ForecastLook {
  /** Steps ahead of which all forecasts are shown; 0 shows the one from a moment. */
  steps: number;
  moment: number;
  time: (place: number) => string;
  tested: string;
}

/** The places that are drawn. */
export function shownPlaces({ values }: Forecasts): { first: number; last: number } {
  return { first: 0, last: values.length - 1 };
}

/** The series as it was, and what was told of it. */
export function paintForecasts(sheet: Sheet, told: Forecasts, look: ForecastLook): void {
  const { palette } = sheet;
  const { first, last } = shownPlaces(told);
  const chosen =
    look.steps > 0 ? allAhead(told, look.steps) : fromMoment(told, look.moment, told.forecasts);
  const scale = scaleOf(sheet, first, last, boundsOf(told.values, chosen.values));
  paintGrid(sheet, scale);
  paintTimes(sheet, scale, told, look);
  const truth = { places: Array.from(told.values, (_, at) => at), values: [...told.values] };
  paintLine(sheet, scale, truth, { colour: palette.text1 });
  if (look.steps > 0) {
    paintLine(sheet, scale, chosen, { colour: palette.run1, width: 2 });
    return;
  }
  paintLine(sheet, scale, seasonBefore(told, look.moment), {
    colour: palette.text3,
    dash: [3, 3],
  });
  const rival = fromMoment(told, look.moment, told.autoregression);
  paintLine(sheet, scale, rival, { colour: palette.run2, dash: [5, 3] });
  paintLine(sheet, scale, chosen, { colour: palette.run1, width: 2 });
  paintMoment(sheet, scale.x(placeOf(told, look.moment) - 1));
}

function paintMoment({ context, height, palette }: Sheet, x: number): void {
  context.strokeStyle = palette.accent;
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(Math.round(x) + 0.5, EDGE);
  context.lineTo(Math.round(x) + 0.5, height - FOOT);
  context.stroke();
}

function paintTimes(sheet: Sheet, scale: Scale, told: Forecasts, look: ForecastLook): void {
  const { context, width, height, palette } = sheet;
  const border = Math.round(scale.x(told.before - 1)) + 0.5;
  context.strokeStyle = palette.n400;
  context.setLineDash([2, 2]);
  context.beginPath();
  context.moveTo(border, EDGE);
  context.lineTo(border, height - FOOT);
  context.stroke();
  context.setLineDash([]);
  context.fillStyle = palette.text3;
  context.textBaseline = "alphabetic";
  context.textAlign = "left";
  const wide = context.measureText(look.tested).width;
  context.fillStyle = palette.surface;
  context.fillRect(border + 2, EDGE - 2, wide + 4, 14);
  context.fillStyle = palette.text3;
  context.fillText(look.tested, border + 4, EDGE + 9);
  const count = Math.max(1, Math.floor((width - LEFT - EDGE) / LABEL));
  for (let at = 0; at <= count; at++) {
    const place = Math.round(((told.values.length - 1) * at) / count);
    context.textAlign = at === 0 ? "left" : at === count ? "right" : "center";
    context.fillText(look.time(place), scale.x(place), height - 4);
  }
}

/** Which moment lies under the pointer: its forecast begins there. */
export function momentAt(width: number, x: number, told: Forecasts): number {
  const { first, last } = shownPlaces(told);
  const share = (x - LEFT) / Math.max(1, width - LEFT - EDGE);
  const place = first + share * (last - first);
  const moment = Math.round((place + 1 - told.before) / told.stride);
  return Math.min(told.moments - 1, Math.max(0, moment));
}

/** How the line of a simple forecast is drawn; the key shows the same. */
const DASHES: Partial<Record<SimpleName, readonly number[]>> = {
  seasonal: [2, 3],
  autoregression: [5, 3],
};

/** Errors by steps ahead: the network drawn through, the others thin. */
export function paintAhead(sheet: Sheet, told: Forecasts): void {
  const { context, height, palette } = sheet;
  const drawn = drawnSimple(told);
  const lists = drawn.map(({ ahead }) => ahead);
  const scale = scaleOf(sheet, 1, told.horizon, { ...boundsOf(told.ahead, ...lists), low: 0 });
  paintGrid(sheet, scale);
  const steps = Array.from(told.ahead, (_, at) => at + 1);
  for (const { name, ahead } of drawn) {
    const colour = name === "autoregression" ? palette.run2 : palette.n500;
    const dash = DASHES[name] ?? [];
    paintLine(sheet, scale, { places: steps, values: [...ahead] }, { colour, dash, width: 1.2 });
    paintEnd(sheet, scale.x(told.horizon), scale.y(ahead.at(-1) ?? Number.NaN), colour);
  }
  const own = { places: steps, values: [...told.ahead] };
  paintLine(sheet, scale, own, { colour: palette.run1, width: 2 });
  paintEnd(sheet, scale.x(told.horizon), scale.y(told.ahead.at(-1) ?? Number.NaN), palette.run1);
  context.fillStyle = palette.text3;
  context.textBaseline = "alphabetic";
  for (const step of new Set([1, Math.ceil(told.horizon / 2), told.horizon])) {
    context.textAlign = step === 1 ? "left" : step === told.horizon ? "right" : "center";
    context.fillText(`+${step}`, scale.x(step), height - 4);
  }
}

/** A dot where a line ends: all that there is of one where a single step is told. */
function paintEnd({ context }: Sheet, x: number, y: number, colour: string): void {
  if (!Number.isFinite(y)) return;
  context.fillStyle = colour;
  context.beginPath();
  context.arc(x, y, 2.5, 0, 2 * Math.PI);
  context.fill();
}
