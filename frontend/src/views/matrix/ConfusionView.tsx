import type { TFunction } from "i18next";
import { useCallback, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { percent, count as written } from "@/ui/format";
import { Figure, type FigurePoint, type Sheet } from "../canvas/Figure";
import { NothingRead } from "../canvas/NothingRead";
import { ShownStep } from "../canvas/ShownStep";
import { useShownMatrix } from "../run/useShownMatrix";
import { useToldRole } from "../run/useSnapshot";
import styles from "./ConfusionView.module.css";
import { type Counts, countAt, countsOf, figuresOf, type MatrixCell } from "./matrix";
import { cellAt, classAt, paintConfusion } from "./paintConfusion";

interface ConfusionViewProps {
  /** Names of the classes, in order; figures where they are left out. */
  classNames?: readonly string[] | undefined;
  /** Shows what is behind a cell: pressed, or Enter on the chosen one. */
  onOpen?: (cell: MatrixCell) => void;
}

const MOVES: Record<string, MatrixCell> = {
  ArrowUp: { label: -1, prediction: 0 },
  ArrowDown: { label: 1, prediction: 0 },
  ArrowLeft: { label: 0, prediction: -1 },
  ArrowRight: { label: 0, prediction: 1 },
};

/** Which class is taken for which. The cell under the pointer, else the chosen one, else the worst is read out. */
export function ConfusionView({ classNames = [], onOpen }: ConfusionViewProps) {
  const { t } = useTranslation("views");
  const role = useToldRole();
  const reading = useShownMatrix();
  const frame = reading?.frame ?? null;
  const counts = useMemo(() => (frame === null ? null : countsOf(frame)), [frame]);
  const [hovered, setHovered] = useState<MatrixCell | null>(null);
  const [pointed, setPointed] = useState<number | null>(null);
  const [chosen, setChosen] = useState<MatrixCell | null>(null);
  const size = useRef({ width: 0, height: 0 });
  const cell = hovered ?? chosen ?? counts?.worst ?? null;
  const words = useMemo(
    () => ({
      prediction: t("confusion.prediction"),
      label: t("confusion.label"),
      classes: classNames,
    }),
    [t, classNames],
  );
  const draw = useCallback(
    (sheet: Sheet) => {
      size.current = { width: sheet.width, height: sheet.height };
      if (counts !== null) paintConfusion(sheet, counts, words, cell);
    },
    [counts, words, cell],
  );
  if (counts === null) {
    const waiting = t("confusion.empty");
    return <NothingRead role={role} frame="matrix" probe="confusion_matrix" waiting={waiting} />;
  }
  const at = (point: FigurePoint) => cellAt(size.current, classNames, counts.size, point);
  return (
    <div className={styles.view}>
      <div className={styles.room}>
        <Figure
          label={t("confusion.name")}
          topics={[]}
          draw={draw}
          twin={() => twin(counts, classNames, t)}
          onHover={(point) => {
            setHovered(point === null ? null : at(point));
            // A name that is cut for want of room is read out whole.
            const { current } = size;
            setPointed(point && classAt(current, classNames, counts.size, point));
          }}
          onPress={(point) => {
            const pressed = at(point);
            setChosen(pressed);
            if (pressed !== null) onOpen?.(pressed);
          }}
          onKey={(key) => {
            if (key === "Enter" && cell !== null && onOpen !== undefined) {
              onOpen(cell);
              return true;
            }
            const move = MOVES[key];
            if (move === undefined && key !== "Escape") return false;
            if (move === undefined) setChosen(null);
            else setChosen(moved(cell, move, counts.size));
            return true;
          }}
        />
      </div>
      <p className={styles.read}>
        <ShownStep step={reading?.step} />{" "}
        {pointed !== null ? (
          <>
            <b>{classNames[pointed] ?? pointed}</b> {told(counts, pointed, t)}
          </>
        ) : (
          cell !== null && <Readout counts={counts} cell={cell} classNames={classNames} />
        )}
      </p>
    </div>
  );
}

function moved(cell: MatrixCell | null, move: MatrixCell, size: number): MatrixCell {
  if (cell === null) return { label: 0, prediction: 0 };
  const bounded = (index: number) => Math.max(0, Math.min(size - 1, index));
  return {
    label: bounded(cell.label + move.label),
    prediction: bounded(cell.prediction + move.prediction),
  };
}

type Translate = TFunction<"views">;

/** Precision and recall of one class. */
function told(counts: Counts, label: number, t: Translate): string {
  const { precision, recall } = figuresOf(counts, label);
  return t("confusion.figures", { precision: percent(precision), recall: percent(recall) });
}

function twin(counts: Counts, classNames: readonly string[], t: Translate) {
  const names = Array.from({ length: counts.size }, (_, at) => classNames[at] ?? String(at));
  return {
    columns: [t("confusion.label"), ...names, t("confusion.precision"), t("confusion.recall")],
    rows: names.map((name, label) => {
      const { precision, recall } = figuresOf(counts, label);
      const row = names.map((_, prediction) => written(countAt(counts, { label, prediction })));
      return [name, ...row, percent(precision), percent(recall)];
    }),
  };
}

function Readout(props: { counts: Counts; cell: MatrixCell; classNames: readonly string[] }) {
  const { counts, cell, classNames } = props;
  const { t } = useTranslation("views");
  const name = (index: number) => classNames[index] ?? String(index);
  const count = countAt(counts, cell);
  if (cell.label === cell.prediction) {
    return (
      <>
        <b>{name(cell.label)}</b> {t("confusion.right", { count, times: written(count) })}
        {t("confusion.join")}
        {told(counts, cell.label, t)}
      </>
    );
  }
  return (
    <>
      <b>{name(cell.label)}</b> {t("confusion.takenFor")} <b>{name(cell.prediction)}</b>
      {t("confusion.times", { count, times: written(count) })}
    </>
  );
}
