import { X } from "lucide-react";
import { type ReactNode, useCallback, useMemo, useState } from "react";
import { useStore } from "zustand";
import { inputField } from "@/api/dataFields";
import { testSample } from "@/api/inputs";
import { integers } from "@/api/wire";
import type { GradientThroughTime, RecurrentNode, SeqProbeFrame, Show } from "@/schema/schema.gen";
import { count, decimal, percent } from "@/ui/format";
import { IconButton } from "@/ui/IconButton";
import { Segmented } from "@/ui/Segmented";
import { Figure, type FigurePoint, type Sheet } from "../canvas/Figure";
import type { TwinTable } from "../canvas/TextTwin";
import { shown, shownOutputs } from "../run/shown";
import { useDataset } from "../run/useDataset";
import { useShownFrame } from "../run/useShownFrame";
import { cursor, hoverStep, keepStep, stepAt, stepThere, stepUnder } from "./cursor";
import { type Inside, showInside } from "./insides";
import {
  type Box,
  letterRoom,
  paintBack,
  paintLettersBelow,
  paintMark,
  paintSteps,
} from "./paintStage";
import { paintUnrolled } from "./paintUnrolled";
import styles from "./RecurrentStage.module.css";
import { gatesOf, isGate, meanAt, type Part, partOf, unitsAt } from "./states";
import { sharesAt } from "./through";
import { useAsked } from "./useAsked";
import { useSequenceTexts } from "./useSequenceTexts";

interface StageProps {
  role: string;
  node: string;
  inside: Inside;
}

/** The sample on screen, and what recurrent layers keep of it: recorded, or asked for. */
function useStates(role: string): SeqProbeFrame | null {
  const source = useStore(shown, (state) => state.source);
  const recorded = useShownFrame("seq_probe", role)?.frame ?? null;
  const frame = source.kind === "probe" ? recorded : null;
  const sample = source.kind === "sample" ? source.sample : (sampleOf(role) ?? 0);
  const query = useMemo<Show | null>(
    () =>
      frame !== null
        ? null
        : {
            ...{ kind: "show", role, nodes: [], small: false },
            input: testSample(sample),
            of: ["states"],
          },
    [frame, role, sample],
  );
  const asked = useAsked("seq_probe", query)?.frame ?? null;
  return frame ?? asked;
}

const sampleOf = (role: string): number | undefined => shownOutputs(role)?.frame.sample;

/** What the steps of a layer are called: the letters that enter, where it has one for each. */
function useLetters(frame: SeqProbeFrame | null, steps: number): readonly string[] {
  const names = inputField(
    useDataset() ?? { fields: [], default_input: "", default_target: "" },
  )?.names;
  return useMemo(() => {
    if (frame === null) return [];
    const tokens = integers(frame.tokens);
    return tokens.length === steps ? [...tokens].map((token) => names?.[token] ?? "") : [];
  }, [frame, steps, names]);
}

/** What a recurrent layer keeps, what its gates do and how far its gradient reaches, beneath its tile. */
export function RecurrentStage({ role, node, inside }: StageProps) {
  const { t } = useSequenceTexts();
  const frame = useStates(role);
  const told = frame?.nodes.find((each) => each.node === node);
  return (
    <section className={styles.stage} aria-label={t("inside", { node })} data-inside={inside}>
      {told === undefined || frame === null ? (
        <Head node={node} inside={inside} role={role} says={t("waiting")} />
      ) : (
        <Pictures key={inside} {...{ role, node, inside, frame, told }} />
      )}
    </section>
  );
}

interface HeadProps {
  role: string;
  node: string;
  inside: Inside;
  says: string;
  children?: ReactNode;
}

function Head({ role, node, inside, says, children }: HeadProps) {
  const { t } = useSequenceTexts();
  return (
    <header className={styles.head}>
      <b>{t(`insides.${inside}`)}</b>
      <span className={styles.says}>{says}</span>
      {children}
      <IconButton size="sm" label={t("close")} onClick={() => showInside(role, node, null)}>
        <X />
      </IconButton>
    </header>
  );
}

interface Told extends StageProps {
  frame: SeqProbeFrame;
  told: RecurrentNode;
}

function Pictures(props: Told) {
  const { inside, told, frame } = props;
  const steps = partOf(told, "state")?.shape[0] ?? 0;
  const letters = useLetters(frame, steps);
  const at = stepThere(
    useStore(cursor, (all) => stepAt(all, frame.steps)),
    frame.steps,
    steps,
  );
  const seen = { ...props, steps, letters, at };
  if (inside === "through") return <Through {...seen} />;
  if (inside === "unrolled") return <UnrolledCells {...seen} />;
  return <Parts {...seen} />;
}

interface Seen extends Told {
  steps: number;
  letters: readonly string[];
  at: number;
}

const GAP = 10;
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
function Parts({ role, node, inside, told, frame, steps, letters, at }: Seen) {
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

interface PointedProps {
  frame: SeqProbeFrame;
  columns: number;
  children: (
    hover: (point: FigurePoint | null) => void,
    press: (point: FigurePoint) => void,
  ) => ReactNode;
}

/** Pictures over time whose pointer moves the cursor of all tiles. */
function Pointed({ frame, columns, children }: PointedProps) {
  const [room, setRoom] = useState<HTMLDivElement | null>(null);
  const under = (point: FigurePoint): number => {
    const width = room?.clientWidth ?? 1;
    const wide = (width - GAP * (columns - 1)) / columns;
    return stepUnder((point.x % (wide + GAP)) / wide, frame.steps);
  };
  return (
    <div ref={setRoom} className={styles.room}>
      {children(
        (point) => hoverStep(point === null ? null : under(point)),
        (point) => keepStep(under(point)),
      )}
    </div>
  );
}

const BACK = 32;

function useGradient({ role, node, frame, steps }: Seen) {
  const sample = Math.max(0, frame.sample);
  const query = useMemo<GradientThroughTime>(
    () => ({
      ...{ kind: "seq_gradient", role, node, input: testSample(sample) },
      back: Math.max(1, Math.min(BACK, steps)),
    }),
    [role, node, sample, steps],
  );
  return useAsked("seq_gradient", query)?.frame ?? null;
}

/** For the loss at each step: how much of its gradient is left some steps back. */
function Through(seen: Seen) {
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

const CELLS = ["6", "10", "16", "24"] as const;

/** The layer drawn once for each step, up to the cursor. */
function UnrolledCells(seen: Seen) {
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

const PARTS: readonly Part[] = [
  ...(["state", "memory", "forget", "input", "candidate", "output", "reset", "update"] as const),
];
