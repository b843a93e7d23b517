import { useCallback, useMemo, useRef } from "react";
import { useDocument } from "@/graph/documentStore";
import type { DepthFrame } from "@/schema/schema.gen";
import { compact, loss as figure, percent } from "@/ui/format";
import { Figure, type FigurePoint, type Sheet } from "../canvas/Figure";
import { usePalette } from "../canvas/palette";
import { QuietWords } from "../canvas/QuietWords";
import { DepthSaid } from "./DepthSaid";
import {
  type DepthMeasure,
  type DepthSight,
  firstByLast,
  type Left,
  leftOut,
  lineOf,
} from "./depth";
import { type DrawnLine, paintDepth } from "./paintDepth";
import { SizesView } from "./SizesView";
import styles from "./Unrun.module.css";
import { usePointing } from "./usePointing";
import { useUnrunTexts } from "./useUnrunTexts";

/** What was measured, and the same with the skips or the heads left out. */
export interface Depths {
  readonly whole: DepthFrame | null;
  readonly without: DepthFrame | null;
}

/** Why there is nothing to draw yet. */
export type Waiting = "measuring" | "asked" | "faults" | "none" | "tooLarge";

interface DepthViewProps {
  role: string;
  depths: Depths;
  measure: DepthSight;
  waiting: Waiting;
  /** What measuring costs, and how to have it done. */
  flops: number;
  onMeasure: () => void;
}

/** How large the gradient is at each layer, from the first to the last. */
export function DepthView({ role, depths, measure, waiting, flops, onMeasure }: DepthViewProps) {
  const { t } = useUnrunTexts();
  const { whole, without } = depths;
  if (whole === null) {
    if (waiting === "asked")
      return (
        <QuietWords>
          {t("depth.costs", { flops: compact(flops) })}{" "}
          <button type="button" onClick={onMeasure}>
            {t("depth.measureIt")}
          </button>
        </QuietWords>
      );
    return <QuietWords>{t(`depth.${waiting}`)}</QuietWords>;
  }
  if (measure === "sizes") return <SizesView {...{ role, whole }} />;
  return <Lines {...{ role, whole, without, measure }} />;
}

interface LinesProps extends Depths {
  role: string;
  whole: DepthFrame;
  measure: DepthMeasure;
}

const NAMES = {
  skips: ["depth.skips", "depth.noSkips"],
  heads: ["depth.heads", "depth.noHeads"],
} as const;

function useLines({ whole, without, measure }: Omit<LinesProps, "role">): DrawnLine[] {
  const { t } = useUnrunTexts();
  const { run1, run2 } = usePalette();
  return useMemo(() => {
    const left = without === null ? null : leftOut(whole);
    const [name, other] = left === null ? (["depth.plain", "depth.plain"] as const) : NAMES[left];
    const drawn = (
      frame: DepthFrame,
      label: string,
      colour: string,
      dashed: boolean,
    ): DrawnLine => ({
      ...lineOf(frame, measure, [whole, without]),
      label,
      colour,
      dashed,
    });
    const first = drawn(whole, left === null ? "" : t(name), run1, false);
    return without === null ? [first] : [first, drawn(without, t(other), run2, left === "heads")];
  }, [whole, without, measure, run1, run2, t]);
}

function Lines({ role, whole, without, measure }: LinesProps) {
  const { t } = useUnrunTexts();
  const lines = useLines({ whole, without, measure });
  const document = useDocument((state) => state.document);
  const [longest = { nodes: [] as readonly string[] }] = lines;
  // Inside of a block there is no tile to point at: its block is.
  const nodes = useMemo(() => longest.nodes.map((path) => path.split("/")[0] ?? path), [longest]);
  const under = useRef<number>(-1);
  const { at, point, press, onKey } = usePointing(role, nodes);
  const sides = useRef({ left: 0, right: 1 });
  const pointed = under.current >= 0 ? (longest.nodes[under.current] ?? null) : null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: drawn anew when another place is looked at
  const draw = useCallback(
    (sheet: Sheet) => {
      const words = { first: t("depth.first"), last: t("depth.last") };
      sides.current = paintDepth(sheet, lines, pointed, words);
    },
    [lines, pointed, at, t],
  );
  const twin = useCallback(
    () => ({
      columns: [t("depth.layer"), ...lines.map(({ label }) => label || t(`depth.${measure}`))],
      rows: longest.nodes.map((node) => [
        node,
        ...lines.map((line) => figure(line.values[line.nodes.indexOf(node)])),
      ]),
    }),
    [lines, longest, measure, t],
  );
  const placeOf = ({ x }: FigurePoint) => {
    const { left, right } = sides.current;
    const share = (x - left) / Math.max(1, right - left);
    const found = Math.round(share * (nodes.length - 1));
    return found >= 0 && found < nodes.length ? found : -1;
  };
  const hover = (place: FigurePoint | null) => {
    under.current = place === null ? -1 : placeOf(place);
    point(under.current);
  };
  return (
    <div className={styles.view}>
      <div className={styles.figure}>
        <Figure
          label={t(measure === "gradient" ? "depth.label" : "depth.labelOutput")}
          topics={[]}
          draw={draw}
          twin={twin}
          onHover={hover}
          onPress={(place) => press(placeOf(place))}
          onKey={onKey}
        />
      </div>
      <Said key={document?.title} {...{ whole, without, lines, pointed, measure }} />
    </div>
  );
}

interface SaidProps extends Depths {
  whole: DepthFrame;
  lines: readonly DrawnLine[];
  pointed: string | null;
  measure: DepthMeasure;
}

/** The value under the pointer, else what the lines say. */
function Said({ whole, without, lines, pointed, measure }: SaidProps) {
  const { t } = useUnrunTexts();
  if (pointed !== null) {
    const values = lines.flatMap(({ nodes, values, label }) => {
      const value = values[nodes.indexOf(pointed)];
      return value === undefined ? [] : [`${label === "" ? "" : `${label} `}${figure(value)}`];
    });
    return (
      <p className={styles.read}>
        {pointed}: {values.join(" · ")}
      </p>
    );
  }
  const said = ratios(lines, without === null ? null : leftOut(whole), t);
  return measure === "gradient" ? (
    <DepthSaid whole={whole}>{said}</DepthSaid>
  ) : (
    <p className={styles.read}>{said}</p>
  );
}

type Translate = ReturnType<typeof useUnrunTexts>["t"];

function ratios(lines: readonly DrawnLine[], left: Left, t: Translate): string {
  const [first, second] = lines;
  if (first === undefined) return "";
  if (second === undefined || left === null) return t("depth.ratio", { ratio: ratio(first) });
  if (left === "heads") {
    const share = (first.values[0] ?? 0) / (second.values[0] ?? 1) - 1;
    return t("depth.headsAdd", { share: percent(share) });
  }
  return t("depth.ratioBoth", {
    with: ratio(first),
    withName: first.label,
    without: ratio(second),
  });
}

const ratio = (line: DrawnLine): string => figure(firstByLast(line));
