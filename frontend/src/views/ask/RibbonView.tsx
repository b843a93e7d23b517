import { useCallback, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { watchedRun } from "@/api/runStore";
import { count, probability } from "@/ui/format";
import { Figure, type Sheet } from "../canvas/Figure";
import { type PinnedAnswer, pinned } from "./pinned";
import { apart, castOf, stacking } from "./ribbon";
import { verdictsOnPad } from "./usePad";

const RIGHT = 26;
const RIGHT_OF_NAMES = 74;
const FOOT = 15;
const LEAST_WIDTH = 8;
/** A class this likely gets its name at the ribbon's end. */
const NAMED_FROM = 0.12;

/** The class probabilities of the pinned drawing over the steps. */
export function RibbonView({ names }: { names: readonly string[] }) {
  const { t } = useTranslation("views");
  const paint = useCallback((sheet: Sheet) => paintRibbon(sheet, names), [names]);
  const [draw, setDraw] = useState(() => paint);
  // Another verdict is another picture, and the figure draws when its painter is new.
  useEffect(() => {
    setDraw(() => paint);
    return pinned.subscribe(() => setDraw(() => (sheet: Sheet) => paint(sheet)));
  }, [paint]);
  const twin = useCallback(() => {
    const verdicts = verdictsOnPad();
    const classes =
      verdicts[0]?.probabilities.map((_, label) => names[label] ?? String(label)) ?? [];
    return {
      columns: [t("step"), ...classes],
      rows: verdicts.map((verdict) => [
        count(verdict.step),
        ...verdict.probabilities.map(probability),
      ]),
    };
  }, [t, names]);
  return (
    <Figure
      label={t("ribbon.name")}
      topics={["playhead", "curves", "pinned"]}
      draw={draw}
      twin={twin}
    />
  );
}

function paintRibbon(sheet: Sheet, names: readonly string[]): void {
  const { context, palette, width, height } = sheet;
  const { data, at } = watchedRun;
  const wide = width - (names.some((name) => name.length > 2) ? RIGHT_OF_NAMES : RIGHT);
  const high = height - FOOT;
  const end = Math.max(1, data.totalSteps, data.step);
  const bands = apart(verdictsOnPad(), { least: (end * LEAST_WIDTH) / wide, most: end / 4 });
  context.fillStyle = palette.sunken;
  context.fillRect(0, 0, wide, high);
  const x = (step: number) => (wide * step) / end;
  for (const verdicts of bands) paintBands(sheet, verdicts, { x, high, names });
  if (watchedRun.summary.getState().playhead !== null) {
    context.fillStyle = palette.accent;
    context.fillRect(x(at) - 1, 0, 2, high);
  }
  context.font = `10.5px ${palette.font}`;
  context.fillStyle = palette.text3;
  context.textBaseline = "alphabetic";
  context.textAlign = "left";
  context.fillText("0", 0, height - 3);
  context.textAlign = "right";
  if (data.totalSteps > 0) context.fillText(count(end), wide, height - 3);
}

interface Scale {
  x: (step: number) => number;
  high: number;
  names: readonly string[];
}

function paintBands(
  sheet: Sheet,
  verdicts: readonly PinnedAnswer[],
  { x, high, names }: Scale,
): void {
  const { context, palette } = sheet;
  const cast = castOf(verdicts);
  const last = verdicts.at(-1);
  if (cast === null || last === undefined) return;
  const order = stacking(last.probabilities.length, cast);
  const colours = new Map([
    [cast.rival, palette.run2],
    [cast.leader, palette.run1],
  ]);
  let base = verdicts.map(() => 0);
  order.forEach((label, place) => {
    const top = verdicts.map(
      (verdict, at) => (base[at] ?? 0) + (verdict.probabilities[label] ?? 0),
    );
    context.beginPath();
    verdicts.forEach(({ step }, at) => {
      context.lineTo(x(step), high * (1 - (base[at] ?? 0)));
    });
    for (let at = verdicts.length - 1; at >= 0; at--) {
      context.lineTo(x(verdicts[at]?.step ?? 0), high * (1 - (top[at] ?? 0)));
    }
    context.closePath();
    context.fillStyle = colours.get(label) ?? (place % 2 === 1 ? palette.n200 : palette.n300);
    context.fill();
    context.strokeStyle = palette.surface;
    context.lineWidth = 0.6;
    context.stroke();
    const share = last.probabilities[label] ?? 0;
    if (share > NAMED_FROM) {
      const middle = ((base.at(-1) ?? 0) + (top.at(-1) ?? 0)) / 2;
      context.font = `600 12px ${palette.font}`;
      context.fillStyle = colours.get(label) ?? palette.text2;
      context.textAlign = "left";
      context.textBaseline = "middle";
      context.fillText(names[label] ?? String(label), x(last.step) + 6, high * (1 - middle));
    }
    base = top;
  });
}
