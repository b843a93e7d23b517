import { useCallback, useMemo, useState } from "react";
import { count, decimal, percent } from "@/ui/format";
import { Segmented } from "@/ui/Segmented";
import { Figure, type Sheet } from "../canvas/Figure";
import type { TwinTable } from "../canvas/TextTwin";
import { keepStep } from "./cursor";
import { paintUnrolled } from "./paintUnrolled";
import styles from "./RecurrentStage.module.css";
import { Head, type Seen } from "./StageHead";
import { isGate, type LayerPart, meanAt } from "./states";
import { sharesAt } from "./through";
import { useGradient } from "./useGradient";
import { useSequenceTexts } from "./useSequenceTexts";

const CELLS = ["6", "10", "16", "24"] as const;

/** The layer drawn once for each step, up to the cursor. */
export function UnrolledPicture(seen: Seen) {
  const { role, node, inside, told, steps, letters, at } = seen;
  const { t } = useSequenceTexts();
  const [cells, setCells] = useState<(typeof CELLS)[number]>("10");
  const gradient = useGradient(seen);
  const shares = useMemo(() => (gradient === null ? [] : sharesAt(gradient, at)), [gradient, at]);
  const words = useMemo(
    () => ({
      ...Object.fromEntries(PARTS.map((part) => [part, t(`parts.${part}`)])),
      back: t("goesBack"),
    }),
    [t],
  );
  const draw = useCallback(
    (sheet: Sheet) =>
      paintUnrolled(sheet, { node: told, letters, step: at, cells: Number(cells), shares, words }),
    [told, letters, at, cells, shares, words],
  );
  const twin = useCallback((): TwinTable => {
    const gates = told.parts.filter(({ part }) => isGate(part));
    const last = Math.max(0, at + 1 - Number(cells));
    return {
      columns: [t("step"), ...gates.map(({ part }) => t(`parts.${part}`)), t("share")],
      rows: Array.from({ length: at - last + 1 }, (_, place) => [
        `${count(at - place + 1)} ${letters[at - place] ?? ""}`.trim(),
        ...gates.map((gate) => decimal(meanAt(gate, at - place), 2)),
        percent(shares[place], 2),
      ]),
    };
  }, [told, at, cells, letters, shares, t]);
  return (
    <>
      <Head {...{ role, node, inside }} says={t("unrolledSays")}>
        <Segmented
          label={t("cells")}
          value={cells}
          segments={CELLS.map((value) => ({ value, label: value }))}
          onChange={setCells}
        />
      </Head>
      <div className={styles.room}>
        <Figure
          label={t("unrolledOf", { node, step: count(at + 1), steps: count(steps) })}
          topics={[]}
          draw={draw}
          twin={twin}
          onKey={(key) => {
            if (key !== "ArrowLeft" && key !== "ArrowRight") return false;
            keepStep(Math.min(steps - 1, at + (key === "ArrowLeft" ? -1 : 1)));
            return true;
          }}
        />
      </div>
    </>
  );
}

const PARTS: readonly LayerPart[] = [
  ...(["state", "memory", "forget", "input", "candidate", "output", "reset", "update"] as const),
];
