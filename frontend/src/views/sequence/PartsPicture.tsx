import { useCallback, useMemo } from "react";
import { count, decimal } from "@/ui/format";
import { Figure, type Sheet } from "../canvas/Figure";
import type { TwinTable } from "../canvas/TextTwin";
import { type Box, letterRoom, paintLettersBelow, paintMark, paintSteps } from "./paintStage";
import { GAP, Head, Pointed, type Seen } from "./StageHead";
import { gatesOf, isGate, meanAt, partOf, unitsAt } from "./states";
import { useSequenceTexts } from "./useSequenceTexts";

const TITLE = 16;

/** Where each of several pictures stands, side by side. */
function boxesOf({ width, height }: Sheet, count: number, letters: readonly string[]): Box[] {
  const wide = (width - GAP * (count - 1)) / Math.max(1, count);
  const high = height - letterRoom(letters, wide) - TITLE - 2;
  return Array.from({ length: count }, (_, at) => ({
    ...{ x: at * (wide + GAP), y: TITLE },
    ...{ width: wide, height: high },
  }));
}

/** Picture by picture: a part of the layer at every step. */
export function PartsPicture({ role, node, inside, told, frame, steps, letters, at }: Seen) {
  const { t } = useSequenceTexts();
  const parts = useMemo(() => {
    const memory = partOf(told, "memory");
    return inside === "gates" ? gatesOf(told) : memory === undefined ? [] : [memory];
  }, [inside, told]);
  const draw = useCallback(
    (sheet: Sheet) => {
      const boxes = boxesOf(sheet, parts.length, letters);
      const { context, palette } = sheet;
      parts.forEach((part, index) => {
        const box = boxes[index];
        if (box === undefined) return;
        context.font = `600 11px ${palette.font}`;
        context.fillStyle = palette.text2;
        context.textBaseline = "alphabetic";
        context.textAlign = "left";
        context.fillText(t(`parts.${part.part}`), box.x, box.y - 5);
        context.textAlign = "right";
        if (isGate(part.part))
          context.fillText(
            t("mean", { mean: decimal(meanAt(part, at), 2) }),
            box.x + box.width,
            box.y - 5,
          );
        paintSteps(sheet, part, box);
        paintMark(sheet, steps, at, box);
        paintLettersBelow(sheet, { letters, step: at }, box);
      });
    },
    [parts, letters, at, steps, t],
  );
  const twin = useCallback((): TwinTable => {
    const columns = parts.map((part) => unitsAt(part, at));
    return {
      columns: [t("unit"), ...parts.map(({ part }) => t(`parts.${part}`))],
      rows: (columns[0] ?? []).map((_, unit) => [
        count(unit + 1),
        ...columns.map((values) => decimal(values[unit], 3)),
      ]),
    };
  }, [parts, at, t]);
  const units = parts[0]?.shape[1] ?? 0;
  return (
    <>
      <Head {...{ role, node, inside }} says={t(inside === "gates" ? "gatesSay" : "memorySays")} />
      <Pointed frame={frame} columns={Math.max(1, parts.length)}>
        {(hover, press) => (
          <Figure
            label={t("pictureOf", { what: t(`insides.${inside}`), node, steps, units })}
            topics={[]}
            draw={draw}
            twin={twin}
            onHover={hover}
            onPress={press}
          />
        )}
      </Pointed>
    </>
  );
}
