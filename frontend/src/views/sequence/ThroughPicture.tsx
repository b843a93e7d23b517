import { useCallback, useMemo } from "react";
import { count, percent } from "@/ui/format";
import { Figure, type Sheet } from "../canvas/Figure";
import type { TwinTable } from "../canvas/TextTwin";
import { letterRoom, paintBack, paintLettersBelow, paintMark } from "./paintStage";
import styles from "./RecurrentStage.module.css";
import { Head, Pointed, type Seen } from "./StageHead";
import { sharesAt } from "./through";
import { useGradient } from "./useGradient";
import { useSequenceTexts } from "./useSequenceTexts";

/** For the loss at each step: how much of its gradient is left some steps back. */
export function ThroughPicture(seen: Seen) {
  const { role, node, inside, frame, steps, letters, at } = seen;
  const { t } = useSequenceTexts();
  const gradient = useGradient(seen);
  const shares = useMemo(() => (gradient === null ? [] : sharesAt(gradient, at)), [gradient, at]);
  const draw = useCallback(
    (sheet: Sheet) => {
      const box = {
        ...{ x: 0, y: 2, width: sheet.width },
        height: sheet.height - letterRoom(letters, sheet.width) - 4,
      };
      if (gradient !== null) paintBack(sheet, gradient, box);
      paintMark(sheet, steps, at, box);
      paintLettersBelow(sheet, { letters, step: at }, box);
    },
    [gradient, letters, at, steps],
  );
  const twin = useCallback(
    (): TwinTable => ({
      columns: [t("back"), t("share")],
      rows: shares.map((share, back) => [count(back), percent(share, 2)]),
    }),
    [shares, t],
  );
  const far = shares.findIndex((share) => share < 0.01);
  const says =
    gradient === null
      ? t("waiting")
      : far < 0
        ? t("reachesAll", { back: Math.max(0, shares.length - 1) })
        : t("reaches", { back: far });
  return (
    <>
      <Head {...{ role, node, inside, says }} />
      <Pointed frame={frame} columns={1}>
        {(hover, press) => (
          <Figure
            label={t("throughOf", { node, steps })}
            topics={[]}
            draw={draw}
            twin={twin}
            onHover={hover}
            onPress={press}
          />
        )}
      </Pointed>
      <p className={styles.foot}>
        <span>{t("throughAxes")}</span>
        <span className={styles.ramp} aria-hidden />
        <span>{t("throughScale")}</span>
      </p>
    </>
  );
}
