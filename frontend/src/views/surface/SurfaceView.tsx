import { useCallback, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { count, loss as figure, probability } from "@/ui/format";
import { useRoleName } from "@/ui/useRoleName";
import { Figure, type FigurePoint, type Sheet } from "../canvas/Figure";
import { NothingRead } from "../canvas/NothingRead";
import { MARKS, runOf } from "./marks";
import { boxOf, cellUnder, paintSurface } from "./paintSurface";
import styles from "./SurfaceView.module.css";
import {
  type Answer,
  answerAt,
  type DecodedSurface,
  middleOf,
  type SurfaceCell,
  surfaceOf,
} from "./surface";
import { useShownSurface } from "./useShownSurface";

interface SurfaceViewProps {
  /** What the two numbers are called. */
  axes?: readonly string[] | undefined;
  /** Names of the classes, in order; none where the data have none. */
  classNames?: readonly string[] | undefined;
}

const MOVES: Record<string, SurfaceCell> = {
  ArrowUp: { row: 1, column: 0 },
  ArrowDown: { row: -1, column: 0 },
  ArrowLeft: { row: 0, column: -1 },
  ArrowRight: { row: 0, column: 1 },
};

/** What the network answers over the plane of its points. The place under the pointer, or the chosen one, is read out. */
export function SurfaceView({ axes = [], classNames = [] }: SurfaceViewProps) {
  const { t } = useTranslation("views");
  const roleName = useRoleName();
  const { reading, role, other } = useShownSurface();
  const frame = reading?.frame ?? null;
  const surface = useMemo(() => (frame === null ? null : surfaceOf(frame)), [frame]);
  const [hovered, setHovered] = useState<SurfaceCell | null>(null);
  const [chosen, setChosen] = useState<SurfaceCell | null>(null);
  const size = useRef({ width: 0, height: 0 });
  const cell = hovered ?? chosen;
  const draw = useCallback(
    (sheet: Sheet) => {
      size.current = { width: sheet.width, height: sheet.height };
      if (surface !== null) paintSurface(sheet, surface, cell);
    },
    [surface, cell],
  );
  if (reading === null || surface === null) {
    const waiting = t("surface.empty");
    return <NothingRead role={role} frame="surface" probe="surface" waiting={waiting} />;
  }
  const at = (point: FigurePoint) => cellUnder(boxOf(size.current, surface), surface.side, point);
  const [x = "x", y = "y"] = axes;
  return (
    <div className={styles.view}>
      <div className={styles.room}>
        <Figure
          label={t("surface.name")}
          topics={[]}
          draw={draw}
          twin={() => twin(surface, classNames, `${y} \\ ${x}`)}
          onHover={(point) => setHovered(point && at(point))}
          onPress={(point) => setChosen(at(point))}
          onKey={(key) => {
            const move = MOVES[key];
            if (move === undefined && (key !== "Escape" || chosen === null)) return false;
            setChosen(move === undefined ? null : moved(surface, cell, move));
            return true;
          }}
        />
      </div>
      <div className={styles.foot}>
        <p className={styles.legend} data-covered={cell !== null}>
          <Legend surface={surface} classNames={classNames} />
          <span>
            {other && `${roleName(role)} · `}
            {t("timeline.step", { step: count(reading.step) })}
          </span>
        </p>
        {cell !== null && (
          <Readout surface={surface} cell={cell} axes={[x, y]} classNames={classNames} />
        )}
      </div>
    </div>
  );
}

/** A step over the plane takes a twenty-fourth of it. */
function moved({ side }: DecodedSurface, cell: SurfaceCell | null, move: SurfaceCell): SurfaceCell {
  if (cell === null) return { row: Math.floor(side / 2), column: Math.floor(side / 2) };
  const stride = Math.max(1, Math.round(side / 24));
  const bounded = (index: number) => Math.max(0, Math.min(side - 1, index));
  return {
    row: bounded(cell.row + move.row * stride),
    column: bounded(cell.column + move.column * stride),
  };
}

/** An answer in words: the class and how sure, the one probability where classes have no names, or the number. */
function said(answer: Answer, names: readonly string[], categories: number): [string, string] {
  if (answer.category === null) return ["", figure(answer.value)];
  if (categories === 2 && names.length === 0) {
    const second = answer.category === 1 ? answer.value : 1 - answer.value;
    return ["p", probability(second)];
  }
  if (Number.isNaN(answer.value)) return ["", figure(answer.value)];
  return [names[answer.category] ?? String(answer.category), probability(answer.value)];
}

const TWIN_SIDE = 9;

/** Nine by nine answers, the highest row first. */
function twin(surface: DecodedSurface, names: readonly string[], corner: string) {
  const places = Array.from({ length: TWIN_SIDE }, (_, at) =>
    Math.round((at * (surface.side - 1)) / (TWIN_SIDE - 1)),
  );
  const columns = places.map((column) => figure(middleOf(surface, { row: 0, column }).x));
  const rows = places
    .toReversed()
    .map((row) => [
      figure(middleOf(surface, { row, column: 0 }).y),
      ...places.map((column) =>
        said(answerAt(surface, { row, column }), names, surface.categories).join(" ").trim(),
      ),
    ]);
  return { columns: [corner, ...columns], rows };
}

function Readout(props: {
  surface: DecodedSurface;
  cell: SurfaceCell;
  axes: readonly [string, string];
  classNames: readonly string[];
}) {
  const { surface, cell, axes, classNames } = props;
  const { x, y } = middleOf(surface, cell);
  const [name, value] = said(answerAt(surface, cell), classNames, surface.categories);
  return (
    <p className={styles.read}>
      {axes[0]} {figure(x)} · {axes[1]} {figure(y)} · <b>{name}</b> {value}
    </p>
  );
}

/** Which colour and shape stand for which class, or the ends of the scale. */
function Legend({
  surface,
  classNames,
}: {
  surface: DecodedSurface;
  classNames: readonly string[];
}) {
  const { categories, most } = surface;
  const named = categories > 0 && (categories > 2 || classNames.length > 0);
  const entries = named
    ? Array.from({ length: categories }, (_, at) => classNames[at] ?? String(at))
    : categories === 2
      ? [`p ${probability(0)}`, `p ${probability(1)}`]
      : [figure(-most), figure(most)];
  return (
    <span className={styles.entries}>
      {entries.map((entry, at) => (
        <span key={entry}>
          <svg viewBox="-1.5 -1.5 3 3" aria-hidden="true">
            <path
              d={MARKS[(named ? at : 0) % MARKS.length]}
              fill={
                categories > 2 ? `var(--run-${runOf(at)})` : at === 0 ? "var(--neg)" : "var(--pos)"
              }
            />
          </svg>
          {entry}
        </span>
      ))}
    </span>
  );
}
