import { useCallback, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { heard } from "@/api/heard";
import { signedBytes } from "@/api/wire";
import { layerByPath } from "@/graph/blocks/opened";
import { useCheck } from "@/graph/checkStore";
import { useDocument } from "@/graph/documentStore";
import { useFinds } from "@/graph/finds";
import type { ValueKind } from "@/graph/types";
import type { NodeOutput } from "@/schema/schema.gen";
import { Dialog } from "@/ui/Dialog";
import { count, decimal, loss as figure, probability, shape as written } from "@/ui/format";
import { brokenBy } from "../canvas/canvas";
import { Figure, type FigurePoint, type Sheet } from "../canvas/Figure";
import type { TwinTable } from "../canvas/TextTwin";
import { shown } from "../run/shown";
import { useUnitNames } from "../run/useClassNames";
import { ChannelChooser } from "./ChannelChooser";
import { ColourBar } from "./ColourBar";
import { classUnder, paintClassRows } from "./classRows";
import { toldSides } from "./grid";
import { useShownKernels } from "./kernelChannels";
import { closeLarge } from "./large";
import { cellsAt, type Layout, layOut, paintLarge, type Spot } from "./largeLayout";
import styles from "./NodeLargeDialog.module.css";
import { NodeTabs } from "./NodeTabs";
import { kernelsReading, type NodeReading, readingOf, sideFrame } from "./nodeReading";
import { type NodeViewKind, nodeViewOf, nodeViews } from "./nodeViews";
import { paintText, tokensIn } from "./paintLetters";
import { useUntaught } from "./TileSaid";
import { untrained } from "./untrained";

interface NodeLargeDialogProps {
  shown: { role: string; node: string };
  opened: boolean;
}

/** One node large: every map of its output, its kernels or its gradient, with the value under the pointer. */
export function NodeLargeDialog({ shown, opened }: NodeLargeDialogProps) {
  return (
    <Dialog
      opened={opened}
      onClose={closeLarge}
      title={<code className={styles.name}>{shown.node}</code>}
      size="min(920px, 92vw)"
    >
      {opened && <Content role={shown.role} node={shown.node} />}
    </Dialog>
  );
}

const subscribe = heard(["node_outputs", "node_gradients", "playhead"], shown, untrained);

function useReading(
  role: string,
  node: string,
  view: Exclude<NodeViewKind, "kernels">,
  isAnswer: boolean,
) {
  const value = useCheck((state) => state.outputs[role]?.[node] ?? null);
  const frame = useSyncExternalStore(subscribe, () => sideFrame(role, node, view)?.frame ?? null);
  const step = sideFrame(role, node, view)?.step ?? 0;
  return useMemo(
    () => frame && readingOf({ step, frame }, node, { isAnswer, value }),
    [step, frame, node, isAnswer, value],
  );
}

const useKind = (role: string, node: string) =>
  useDocument(({ document }) => layerByPath(document, role, node)?.kind);

function Content({ role, node }: { role: string; node: string }) {
  const view = useStore(nodeViews, (views) => nodeViewOf(views, role, node));
  const kind = useKind(role, node);
  const untaught = useUntaught(role, node, kind ?? "", view);
  return (
    <div className={styles.large}>
      {kind !== undefined && (
        <div className={styles.sides}>
          <NodeTabs role={role} node={node} kind={kind} />
        </div>
      )}
      {view === "kernels" ? (
        <KernelsSide {...{ role, node, untaught }} />
      ) : (
        <MapsSide key={view} {...{ role, node, view, untaught }} />
      )}
    </div>
  );
}

interface SideOf {
  role: string;
  node: string;
  /** No weights that have learnt anything are shown. */
  untaught: boolean;
}

function MapsSide({ role, node, view, untaught }: SideOf & { view: "output" | "gradient" }) {
  const kind = useKind(role, node);
  const reading = useReading(role, node, view, kind === "output");
  const never = !useFinds(role)(view === "gradient" ? "gradient_maps" : "feature_maps");
  return reading === null ? <Nothing never={never} /> : <Side {...{ view, reading, untaught }} />;
}

/** The kernels of any input channel. */
function KernelsSide({ role, node, untaught }: SideOf) {
  const { t } = useTranslation("views");
  const shown = useShownKernels(role, node);
  const { kernels, channel = 0, place = -1, step = 0 } = shown ?? {};
  const reading = useMemo(
    () => (kernels === undefined ? null : kernelsReading({ kernels, channel, place, step })),
    [kernels, channel, place, step],
  );
  if (shown === null) return <Nothing />;
  const [, inputs] = shown.kernels.shape;
  return (
    <>
      <p className={styles.head}>
        <span>
          {t("kernels.count", { shown: count(shown.kernels.shape[0]) })}{" "}
          <ChannelChooser role={role} reading={shown} /> {t("kernels.inputs", { inputs })}
        </span>
      </p>
      {reading !== null && <Side view="kernels" reading={reading} untaught={untaught} />}
    </>
  );
}

function Nothing({ never = false }: { never?: boolean }) {
  const { t } = useTranslation("views");
  return <p className={styles.quiet}>{t(never ? "unrecorded.nothing" : "large.empty")}</p>;
}

const LABELS = {
  output: "tile.label",
  kernels: "kernels.label",
  gradient: "gradient.label",
} as const;

interface SideProps {
  view: NodeViewKind;
  reading: NodeReading;
  untaught: boolean;
}

function Side({ view, reading, untaught }: SideProps) {
  const { t } = useTranslation("views");
  const { step, kind, categories, values: output, probabilities, loss } = reading;
  const broken = brokenBy(output);
  const [spot, setSpot] = useState<Spot | null>(null);
  const [layout, setLayout] = useState<Layout | null>(null);
  const room = useRef({ height: 0 });
  const letters = kind === "tokens";
  const units = kind === "vector" ? (output.shape[0] ?? 0) : letters ? categories : 0;
  const names = useUnitNames(output.node, units);
  const named = names.length > 0 && !letters;
  const draw = useCallback(
    (sheet: Sheet) => {
      room.current = { height: sheet.height };
      if (letters) {
        paintText(sheet, tokensIn(output), names);
        return;
      }
      if (named) {
        paintClassRows(sheet, { values: output, probabilities }, names);
        return;
      }
      const fitted = layOut({ kind, sides: toldSides(output) }, output.values.length, sheet);
      setLayout((known) => (known !== null && sameLayout(known, fitted) ? known : fitted));
      paintLarge(sheet, output, fitted);
    },
    [output, kind, letters, probabilities, named, names],
  );
  const twin = useCallback(
    () =>
      letters ? textTwin(output, names, t) : twinOf({ output, kind, probabilities, names }, t),
    [output, kind, letters, probabilities, names, t],
  );
  const hover = (point: FigurePoint | null) => {
    if (point === null || letters) setSpot(null);
    else if (named) setSpot(classUnder(room.current, names.length, point));
    else setSpot(layout && cellsAt(layout, point));
  };
  const [, high = 1, wide = 1] = toldSides(output);
  const recorded = output.values.length / Math.max(1, high * wide);
  const cut = kind === "image" && recorded < (output.shape[0] ?? 0);
  return (
    <>
      <p className={styles.head}>
        <span>{untaught ? t("untrained.short") : t("timeline.step", { step: count(step) })}</span>
        <span>{written(output.shape)}</span>
        {broken && <span>{t("large.broken", { word: broken })}</span>}
        {loss !== null && loss >= 0 && <span>{t("gradient.loss", { loss: figure(loss) })}</span>}
        <output className={styles.spot}>
          {spot !== null && <Value {...{ output, kind, spot }} name={names[spot.index]} />}
        </output>
      </p>
      <div className={styles.room}>
        <Figure
          label={t(LABELS[view], { node: output.node })}
          topics={[]}
          draw={draw}
          twin={twin}
          onHover={hover}
        />
      </div>
      {!broken && !letters && !(named && probabilities.length > 0) && (
        <ColourBar scale={output.scale} />
      )}
      {cut && (
        <p className={styles.quiet}>
          {t("large.more", { shown: count(recorded), all: count(output.shape[0]) })}
        </p>
      )}
      {view === "gradient" && <p className={styles.quiet}>{t("gradient.reads")}</p>}
    </>
  );
}

/** Its tokens one below the other, by their names. */
function textTwin(output: NodeOutput, names: readonly string[], t: Translate): TwinTable {
  return {
    columns: [t("step"), t("large.value")],
    rows: tokensIn(output).map((token, step) => [count(step + 1), names[token] ?? count(token)]),
  };
}

function sameLayout(one: Layout, other: Layout): boolean {
  return (Object.keys(one) as (keyof Layout)[]).every((key) => one[key] === other[key]);
}

interface ValueProps {
  output: NodeOutput;
  kind: ValueKind;
  spot: Spot;
  /** Of the class, where the unit is one. */
  name: string | undefined;
}

function Value({ output, kind, spot, name }: ValueProps) {
  const { t } = useTranslation("views");
  const value = useMemo(() => valueAt(output, spot.index), [output, spot.index]);
  const where =
    kind === "image"
      ? t("large.at", { map: spot.map + 1, row: spot.row + 1, column: spot.column + 1 })
      : kind === "sequence"
        ? t("large.place", { step: spot.row + 1, unit: spot.column + 1 })
        : (name ?? t("large.unit", { unit: spot.index + 1 }));
  return (
    <>
      {where} <b data-sign={Math.sign(value)}>{decimal(value, 3)}</b>
    </>
  );
}

function valueAt(output: NodeOutput, index: number): number {
  if (brokenBy(output)) return Number.NaN;
  return ((signedBytes(output.values)[index] ?? 0) / 127) * output.scale;
}

type Translate = ReturnType<typeof useTranslation<"views">>["t"];

interface Told {
  output: NodeOutput;
  kind: ValueKind;
  probabilities: readonly number[];
  /** Of the classes, where the units are these. */
  names: readonly string[];
}

function twinOf({ output, kind, probabilities, names }: Told, t: Translate): TwinTable {
  const [maps = 1, height = 1, width = 1] = toldSides(output);
  if (kind === "sequence") {
    const rows = Math.floor(output.values.length / Math.max(1, height));
    return extremes(t("step"), rows, height, output, t);
  }
  if (kind !== "image") {
    const unit = names.length > 0 ? t("large.class") : t("large.unit", { unit: "" }).trim();
    const columns = [unit, t("large.value")];
    if (probabilities.length > 0) columns.push(t("large.probability"));
    return {
      columns,
      rows: Array.from({ length: maps }, (_, unit) => [
        names[unit] ?? count(unit),
        decimal(valueAt(output, unit), 3),
        ...(probabilities.length > 0 ? [probability(probabilities[unit])] : []),
      ]),
    };
  }
  const size = height * width;
  const recorded = Math.min(maps, Math.floor(output.values.length / size));
  return extremes(t("large.map", { map: "" }).trim(), recorded, size, output, t);
}

/** Least, mean and greatest of each of so many maps, or steps. */
function extremes(
  name: string,
  rows: number,
  size: number,
  output: NodeOutput,
  t: Translate,
): TwinTable {
  return {
    columns: [name, t("large.least"), t("large.mean"), t("large.greatest")],
    rows: Array.from({ length: rows }, (_, row) => {
      const values = Array.from({ length: size }, (_, at) => valueAt(output, row * size + at));
      const sum = values.reduce((total, value) => total + value, 0);
      return [
        count(row + 1),
        decimal(Math.min(...values), 3),
        decimal(sum / size, 3),
        decimal(Math.max(...values), 3),
      ];
    }),
  };
}
