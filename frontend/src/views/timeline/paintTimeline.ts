import { fallingByStep } from "@/api/metrics";
import type { Mark, RunData } from "@/api/runFold";
import type { StartOrigin } from "@/schema/schema.gen";
import type { Sheet } from "../canvas/Figure";
import {
  epochStarts,
  FOOT,
  LEFT,
  RIGHT,
  silhouette,
  type TimelineScale,
  TOP,
} from "./timelineScale";

export interface TimelineWords {
  epoch: (epoch: number) => string;
  change: (name: string, from: number, to: number) => string;
  origin: (origin: StartOrigin) => string;
}

interface Scene {
  sheet: Sheet;
  data: RunData;
  scale: TimelineScale;
  words: TimelineWords;
  base: number;
}

/** The run as a strip: silhouette of what falls, epochs, recorded frames, marks; then the playhead. */
export function paintTimeline(
  sheet: Sheet,
  data: RunData,
  scale: TimelineScale,
  show: { at: number; label: string; words: TimelineWords; pointed: number | null },
): void {
  const scene: Scene = { sheet, data, scale, words: show.words, base: sheet.height - FOOT };
  paintStrip(scene, show.at);
  paintEpochs(scene);
  paintFrames(scene);
  const playhead = playheadLabel(scene, show.at, show.label);
  const labels = labelled(scene, playhead);
  for (const mark of apart(data.marks, scale, [...labels.values()])) {
    paintMark(scene, mark, labels.get(mark));
  }
  if (data.totalSteps === 0) return;
  if (show.pointed !== null) paintPointed(scene, show.pointed);
  paintPlayhead(scene, show.at, playhead);
}

function paintStrip({ sheet, data, scale, base }: Scene, at: number): void {
  const { context, palette, width } = sheet;
  context.save();
  context.beginPath();
  context.roundRect(LEFT, TOP, width - LEFT - RIGHT, base - TOP, 4);
  context.fillStyle = palette.sunken;
  context.fill();
  context.clip();
  const shape = outline(data, scale, width);
  const height = base - TOP;
  for (const [until, colour] of [
    [data.step, palette.n200],
    [at, palette.accentLine],
  ] as const) {
    const edge = scale.x(until);
    context.fillStyle = colour;
    context.beginPath();
    context.moveTo(LEFT, base);
    let last = LEFT;
    for (const point of shape) {
      if (point.x > edge) break;
      context.lineTo(point.x, base - 3 - point.share * (height - 7));
      last = point.x;
    }
    context.lineTo(last, base);
    context.fill();
  }
  context.restore();
}

/** What its steps should lower, smoothed, one point per pixel at most. */
function outline(data: RunData, scale: TimelineScale, width: number) {
  const smooth = data.train.smooth(fallingByStep(data.metrics)?.name ?? "");
  const { length } = data.train;
  const every = Math.max(1, Math.floor(length / Math.max(1, width)));
  const points: { x: number; share: number }[] = [];
  for (let at = 0; at < length; at += every) {
    const share = silhouette(smooth[at] ?? 0);
    if (at === 0) points.push({ x: LEFT, share });
    points.push({ x: scale.x(data.train.steps[at] ?? 0), share });
  }
  if (length > 0)
    points.push({
      x: scale.x(data.train.steps[length - 1] ?? 0),
      share: silhouette(smooth[length - 1] ?? 0),
    });
  return points;
}

function paintEpochs({ sheet, data, scale, words, base }: Scene): void {
  const { context, palette, width, height } = sheet;
  context.font = `10.5px ${palette.font}`;
  context.textAlign = "left";
  context.textBaseline = "alphabetic";
  context.lineWidth = 1;
  for (const { epoch, step } of epochStarts(data, width)) {
    const x = scale.x(step);
    if (step > 0) {
      context.strokeStyle = palette.line2;
      context.beginPath();
      context.moveTo(Math.round(x) + 0.5, TOP);
      context.lineTo(Math.round(x) + 0.5, base);
      context.stroke();
    }
    context.fillStyle = palette.text3;
    context.fillText(words.epoch(epoch), x + (step > 0 ? 4 : 2), height - 6);
  }
}

function paintFrames({ sheet, data, scale, base }: Scene): void {
  const { context, palette } = sheet;
  context.fillStyle = palette.text3;
  for (const film of data.films.values()) {
    if (film.last?.frame.kind !== "node_outputs") continue;
    let drawn = Number.NEGATIVE_INFINITY;
    for (const step of film.steps()) {
      const x = scale.x(step);
      if (x - drawn < 2) continue;
      drawn = x;
      context.fillRect(x - 0.5, base - 3, 1, 3);
    }
  }
}

const CHECKPOINTS_APART = 28;

interface Label {
  text: string;
  left: number;
  right: number;
}

/** The changes with room for their words: behind the playhead's where those are in the way, and before the next change. */
function labelled({ sheet, data, scale, words }: Scene, playhead: Label): Map<Mark, Label> {
  const { context, palette, width } = sheet;
  context.font = `10.5px ${palette.font}`;
  const labels = new Map<Mark, Label>();
  const changes = data.marks.filter(({ kind }) => kind === "change" || kind === "origin");
  for (const [at, mark] of changes.entries()) {
    const text = said(mark, words);
    const wide = context.measureText(text).width;
    const beside = scale.x(mark.step) + 7;
    const covered = beside < playhead.right + 8 && beside + wide > playhead.left - 8;
    const left = covered ? playhead.right + 8 : beside;
    const right = left + wide;
    const next = changes[at + 1];
    const limit = next === undefined ? width - RIGHT : scale.x(next.step) - 8;
    if (right <= limit) labels.set(mark, { text, left, right });
  }
  return labels;
}

function said(mark: Mark, words: TimelineWords): string {
  if (mark.kind === "origin") return words.origin(mark.origin);
  if (mark.kind !== "change") return "";
  const { name, previous, value } = mark.change;
  return words.change(name, Number(previous), Number(value));
}

/** Checkpoints are many and tell little: only so many that each stands alone. All else is shown. */
function apart(marks: readonly Mark[], scale: TimelineScale, labels: readonly Label[]): Mark[] {
  let last = Number.NEGATIVE_INFINITY;
  return marks.filter((mark) => {
    if (mark.kind !== "checkpoint") return true;
    const x = scale.x(mark.step);
    const covered = labels.some(({ left, right }) => x > left - 12 && x < right + 6);
    if (covered || x - last < CHECKPOINTS_APART) return false;
    last = x;
    return true;
  });
}

function paintMark({ sheet, scale }: Scene, mark: Mark, label: Label | undefined): void {
  const { context, palette } = sheet;
  const x = scale.x(mark.step);
  context.beginPath();
  switch (mark.kind) {
    case "checkpoint":
      context.fillStyle = palette.n500;
      context.moveTo(x, TOP - 9);
      context.lineTo(x + 3.5, TOP - 5.5);
      context.lineTo(x, TOP - 2);
      context.lineTo(x - 3.5, TOP - 5.5);
      break;
    case "origin":
      context.fillStyle = palette.accent;
      context.moveTo(x, TOP - 11);
      context.lineTo(x + 5, TOP - 6);
      context.lineTo(x, TOP - 1);
      context.lineTo(x - 5, TOP - 6);
      break;
    case "change":
      context.fillStyle = palette.text1;
      context.moveTo(x - 4, TOP - 9);
      context.lineTo(x + 4, TOP - 9);
      context.lineTo(x, TOP - 2);
      break;
    case "pause":
      context.fillStyle = palette.n500;
      context.rect(x - 2.5, TOP - 9, 1.75, 7);
      context.rect(x + 0.75, TOP - 9, 1.75, 7);
      break;
    case "resume":
      context.fillStyle = palette.n500;
      context.rect(x - 0.5, TOP - 9, 1, 7);
      break;
    case "fault":
      context.fillStyle = palette.danger;
      context.arc(x, TOP - 5.5, 3.5, 0, 2 * Math.PI);
      break;
  }
  context.fill();
  if (label === undefined) return;
  context.fillStyle = palette.text2;
  context.textAlign = "left";
  context.fillText(label.text, label.left, TOP - 3);
}

function paintPointed({ sheet, scale, base }: Scene, step: number): void {
  const { context, palette } = sheet;
  context.fillStyle = palette.accent;
  context.globalAlpha = 0.6;
  context.fillRect(Math.round(scale.x(step)), TOP, 1, base - TOP);
  context.globalAlpha = 1;
}

/** Beside the playhead; near the end at its left. */
function playheadLabel({ sheet, scale }: Scene, at: number, text: string): Label {
  const { context, palette, width } = sheet;
  const x = scale.x(at);
  context.font = `600 11px ${palette.font}`;
  const wide = context.measureText(text).width;
  const left = x > width - 90 ? x - 9 - wide : x + 9;
  return { text, left, right: left + wide };
}

function paintPlayhead({ sheet, scale, base }: Scene, at: number, label: Label): void {
  const { context, palette } = sheet;
  const x = scale.x(at);
  context.fillStyle = palette.accent;
  context.fillRect(x - 1, TOP - 8, 2, base - TOP + 8);
  context.beginPath();
  context.arc(x, TOP - 7, 5, 0, 2 * Math.PI);
  context.fill();
  // The label stands over whatever mark is near it.
  context.fillStyle = palette.surface;
  context.fillRect(label.left - 2, 0, label.right - label.left + 4, TOP - 1);
  context.font = `600 11px ${palette.font}`;
  context.textAlign = "left";
  context.fillStyle = palette.accentText;
  context.fillText(label.text, label.left, TOP - 3);
}
