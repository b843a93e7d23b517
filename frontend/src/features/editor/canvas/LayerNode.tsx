import { Handle, type NodeProps, Position } from "@xyflow/react";
import { Fragment, lazy, memo, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { familyOf, layerSpec } from "@/graph/catalogue";
import { useDocument } from "@/graph/documentStore";
import { datasetOf } from "@/graph/experiment";
import { useIsShownSamples } from "@/graph/finds";
import { hasSeveral, portsOf, takesWires } from "@/graph/ports";
import { isTuned } from "@/graph/tuned";
import { Glyph } from "@/ui/Glyph";
import { patiently } from "@/ui/patiently";
import { useSetupTextsSoon } from "@/ui/useSetupTextsSoon";
import { pointed } from "@/views/canvas/pointed";
import { NodeTile } from "@/views/node/NodeTile";
import { TileSaid } from "@/views/node/TileSaid";
import { untrained, untrainedOf } from "@/views/node/untrained";
import { zoomed } from "@/views/node/zoomed";
import { useToldExperiment } from "@/views/run/useSnapshot";
import { insideOf, insides } from "@/views/sequence/insides";
import { tried } from "@/views/without/switching";
import { useEditor, type Wiring } from "../editorStore";
import { LazyFault, LazyOff, LazyPorts, LazyRefusal, LazyTuned } from "../OnDemand";
import type { LayerData, LayerFlowNode } from "./flow";
import { type FooterText, fitOf, footerOf } from "./footer";
import styles from "./LayerNode.module.css";
import { tailOf, written } from "./written";

/** A node on the canvas: a tile with its picture, or a bead on the wire. */
export const LayerNode = memo(
  function LayerNode({ id, data, selected }: NodeProps<LayerFlowNode>) {
    const refused = useEditor(({ wiring }) => isRefused(wiring, id));
    const told = useEditor((state) => state.refusal?.at.node === id);
    const chosen = useEditor((state) => state.wiring?.choice?.node === id);
    const pointedAt = useStore(pointed, ({ node }) => node === id);
    const { kind } = data.layer;
    const wiring = chosen ? "chosen" : refused ? "refused" : undefined;
    const look = data.box.look;
    const tabbed = useTabbed(selected, data);
    const isTried = useStore(tried, (state) => state.id === id);
    const off = data.off || isTried;
    return (
      <div
        className={look === "tile" ? styles.tile : styles.bead}
        data-look={look}
        data-selected={selected}
        data-pointed={pointedAt}
        data-fault={data.problem !== null}
        data-wiring={wiring}
        data-plates={Math.min(2, data.repeat) || undefined}
        data-off={off || undefined}
      >
        {tabbed && <Tabs id={id} data={data} />}
        {look === "tile" ? (
          <TileBody id={id} data={data} tabbed={tabbed} selected={selected} />
        ) : (
          <BeadBody name={data.title} kind={kind} look={look} end={data.end} />
        )}
        {look === "tile" && <Inside data={data} />}
        {off && <LazyOff />}
        {data.problem && (
          <LazyFault
            problem={data.problem}
            more={data.problems - 1}
            leads={data.leads}
            {...{ selected }}
          />
        )}
        {told && <LazyRefusal kind={kind} />}
        {hasSeveral(kind, "target") || hasSeveral(kind, "source") ? (
          <LazyPorts node={id} kind={kind} height={data.box.height} />
        ) : (
          <Ports kind={kind} />
        )}
      </div>
    );
  },
  (one, other) => one.id === other.id && one.data === other.data && one.selected === other.selected,
);

/** No port of it may be reached by the wire in the hand. */
function isRefused(wiring: Wiring | null, node: string): boolean {
  const verdicts = Object.values(wiring?.verdicts[node] ?? {});
  return (
    wiring?.from.node !== node && verdicts.length > 0 && verdicts.every(({ allowed }) => !allowed)
  );
}

const SIDES = { target: Position.Left, source: Position.Right };

/** One on each side at most. */
function Ports({ kind }: { kind: string }) {
  return (["target", "source"] as const).flatMap((end) =>
    portsOf(kind, end).map((port) => (
      <Handle key={end} id={port} type={end} position={SIDES[end]} className={styles.port} />
    )),
  );
}

/** Whether a tile has tabs: it is the chosen one, and has something to show. */
function useTabbed(selected: boolean, data: LayerData): boolean {
  const alone = useDocument((state) => selected && state.selection.length === 1);
  const nothing = useStore(
    untrained,
    (all) => data.stale && untrainedOf(all, data.role).outputs === null,
  );
  return alone && !nothing && data.value !== null && data.box.look === "tile";
}

const NodeTabs = lazy(() =>
  patiently(() => import("@/views/node/NodeTabs")).then((tabs) => ({ default: tabs.NodeTabs })),
);

/** What the chosen node's tile shows: its output, its kernels, its gradient. */
function Tabs({ id, data }: { id: string; data: LayerData }) {
  return (
    <div className={`${styles.tabs} nodrag nopan`} data-floats>
      <Suspense>
        <NodeTabs id={id} role={data.role} node={data.name} kind={data.layer.kind} />
      </Suspense>
    </div>
  );
}

const InsideBeneath = lazy(() =>
  patiently(() => import("./InsideBeneath")).then((beneath) => ({
    default: beneath.InsideBeneath,
  })),
);

/** What a recurrent layer keeps and does, beneath its tile, while it is looked at. */
function Inside({ data: { role, name } }: { data: LayerData }) {
  const inside = useStore(insides, (all) => insideOf(all, role, name));
  if (inside === null) return null;
  return (
    <Suspense>
      <InsideBeneath role={role} node={name} inside={inside} />
    </Suspense>
  );
}

interface TileBodyProps {
  id: string;
  data: LayerData;
  selected: boolean;
  /** The tabs above it name the side that it shows. */
  tabbed: boolean;
}

function TileBody({ id, data, tabbed, selected }: TileBodyProps) {
  const { t } = useTranslation("editor");
  const { kind, rate } = data.layer;
  const tuned = useDocument(({ document }) => isTuned(document));
  const learns = layerSpec(kind).live_fields.includes("rate");
  const { role, name: node, title, box } = data;
  // What a run recorded of another network is not this node's; its first weights are.
  const hidden = useStore(untrained, (all) => {
    const { outputs, stale } = untrainedOf(all, role);
    return data.stale && !(outputs !== null && stale.has(node));
  });
  const badge = data.problems > 0;
  const locked = learns && (tuned || selected);
  const beside = badge || locked;
  const name = useStore(zoomed, ({ zoom }) => written(title, { ...box, badge: beside }, zoom));
  return (
    <>
      <header
        className={styles.header}
        data-name={name}
        data-frozen={rate === 0}
        title={name === "none" || name === "tail" ? title : undefined}
      >
        <Glyph family={familyOf(kind)} size={13} />
        <span className={styles.name}>
          <Breakable name={title} />
        </span>
        {name === "tail" && <span aria-hidden="true">{tailOf(title)}</span>}
        {data.repeat > 1 && (
          <span className={styles.times}>{t("node.times", { count: data.repeat })}</span>
        )}
        {badge && (
          <span
            className={styles.badge}
            role="img"
            aria-label={t("node.faults", { count: data.problems })}
          >
            {data.problems}
          </span>
        )}
        {locked && <LazyTuned id={id} data={data} />}
      </header>
      <div
        className={styles.body}
        style={{ height: box.tile.height }}
        data-empty={data.value === null || hidden}
        title={data.stale ? t("node.stale") : undefined}
      >
        {!hidden && <NodeTile {...{ role, node, kind }} value={data.value} />}
      </div>
      {!hidden && <TileSaid {...{ role, node, kind }} named={tabbed} className={styles.said} />}
      <TileFooter data={data} />
      {learns && tuned && <LazyTuned data={data} />}
    </>
  );
}

/** Far away a name is written large, and may break behind its underscores. */
function Breakable({ name }: { name: string }) {
  return name.split(/(?<=_)/).map((part) => (
    <Fragment key={part}>
      {part}
      <wbr />
    </Fragment>
  ));
}

function TileFooter({ data }: { data: LayerData }) {
  const { t: setting, i18n } = useSetupTextsSoon();
  const { t } = useTranslation("editor");
  // Under a picture of a run stands what the run learnt from, whatever the document has by now.
  const dataset = datasetOf(useToldExperiment())?.kind;
  const answer = useDocument(({ document }) => {
    if (document === null) return "losses.cross_entropy" as const;
    const { algorithm } = document;
    if (algorithm.kind === "gan")
      return `games.${algorithm.loss?.kind ?? "non_saturating"}` as const;
    return "loss" in algorithm
      ? (`losses.${algorithm.loss.kind}` as const)
      : (`algorithms.${algorithm.kind}` as const);
  });
  const samples = useIsShownSamples(data.role);
  const { left, right } = footerOf(data.layer, data.report, data.arriving, data.box.width);
  const say = (text: FooterText) =>
    "words" in text ? text.words : t(`footer.${text.key}`, { figure: text.figure });
  const ends = {
    input: samples ? (dataset === undefined ? "" : t(`datasets.${dataset}`)) : t("footer.noise"),
    output: i18n.hasResourceBundle(i18n.language, "setup") ? setting(answer) : "",
  };
  const { kind } = data.layer;
  const words = kind === "input" || kind === "output" ? ends[kind] : say(left);
  // A chip is a little wider than its words.
  const beside = data.bound === "" ? say(right) : `${data.bound.replaceAll(" ", "mmm")}mm`;
  const fit = fitOf(words, beside, data.box.width);
  return (
    <footer className={styles.footer} data-tight={fit !== "fits"}>
      <span className={styles.figures}>
        {/* Two figures are worth more than one with its unit: which is which, all other tiles say. */}
        <span>{fit === "none" && "figure" in left ? left.figure : words}</span>
        {data.bound === "" ? <span>{say(right)}</span> : <BoundChips names={data.bound} />}
      </span>
    </footer>
  );
}

/** The parameters of the block around it that fill its fields. */
function BoundChips({ names }: { names: string }) {
  return (
    <span>
      {names.split(" ").map((name) => (
        <code key={name} className={styles.parameter}>
          {name}
        </code>
      ))}
    </span>
  );
}

interface BeadBodyProps {
  name: string;
  kind: string;
  look: "bead" | "pill";
  /** It stands on the frame of an inside: its name beside that, within. */
  end: boolean;
}

function BeadBody({ name, kind, look, end }: BeadBodyProps) {
  return (
    <span className={look === "pill" ? styles.pillBody : styles.beadBody}>
      <Glyph family={familyOf(kind)} size={16} />
      <span
        className={look === "pill" ? styles.pillName : styles.beadName}
        data-end={end ? (takesWires(kind) ? "out" : "in") : undefined}
        data-text
      >
        {name}
      </span>
    </span>
  );
}
