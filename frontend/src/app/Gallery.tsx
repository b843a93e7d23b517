import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { pixelsOf } from "@/api/inputs";
import { watchedRun } from "@/api/runStore";
import { signedBytes } from "@/api/wire";
import { Dock } from "@/features/run/Dock";
import { RunBand } from "@/features/run/RunBand";
import { Transport } from "@/features/run/Transport";
import { recordedValue } from "@/graph/values";
import type { Event, NodeOutput, NodeOutputsFrame } from "@/schema/schema.gen";
import { shape as written } from "@/ui/format";
import { addVerdict, pin } from "@/views/ask/pinned";
import { recordedRun } from "@/views/fixtures/recordedRun";
import { HistogramsView } from "@/views/layers/HistogramsView";
import { KernelsSection } from "@/views/node/KernelsSection";
import { openLarge } from "@/views/node/large";
import { NodeTile } from "@/views/node/NodeTile";
import { RightNowSection } from "@/views/node/RightNowSection";
import { WeightsSection } from "@/views/node/WeightsSection";
import styles from "./Gallery.module.css";
import { TopBar } from "./TopBar";

const ROLE = "classifier";
/** Maps, cells and bars: the forms that a gradient is drawn in. */
const GRADIENTS: ReadonlySet<string> = new Set(["conv2d_2", "linear_2", "output"]);

const kindOf = (node: string) => node.replace(/_\d+$/, "");

function pictures(events: readonly Event[]): { step: number; frame: NodeOutputsFrame }[] {
  return events.flatMap((event) =>
    event.kind === "frame_recorded" && event.frame.kind === "node_outputs"
      ? [{ step: event.step, frame: event.frame }]
      : [],
  );
}

/** The input's picture back as ink: what was drawn, had it been drawn. */
function inkOf(input: NodeOutput): Uint8Array {
  const values = signedBytes(input.values);
  const low = Math.min(...values);
  const range = Math.max(1, Math.max(...values) - low);
  return Uint8Array.from(values, (value) => ((value - low) / range) * 255);
}

/** Shows a recorded run, and its own sample as the pinned drawing. */
function show(events: readonly Event[]): NodeOutput[] {
  watchedRun.show(events);
  const frames = pictures(events);
  const nodes = frames.at(-1)?.frame.nodes ?? [];
  const input = nodes.find(({ node }) => node === "input");
  pin(input === undefined ? null : pixelsOf(inkOf(input)));
  for (const { step, frame } of frames) addVerdict({ step, probabilities: frame.probabilities });
  return nodes;
}

/** Every view with frames of a recorded run: for design review and for tests. */
export function Gallery() {
  const { t } = useTranslation("views");
  const [nodes, setNodes] = useState<NodeOutput[]>([]);
  useEffect(() => {
    void recordedRun().then((events) => setNodes(show(events)));
    return () => watchedRun.open(null);
  }, []);
  return (
    <div className={styles.page}>
      <TopBar />
      <main className={styles.main}>
        <h1 className="visually-hidden">{t("gallery")}</h1>
        <div className={styles.tiles}>
          {nodes.map(({ node, shape }) => (
            <figure key={node} className={styles.tile}>
              <figcaption>
                <button type="button" onClick={() => openLarge(ROLE, node)}>
                  {node}
                </button>
                <span>{written(shape)}</span>
              </figcaption>
              <NodeTile
                role={ROLE}
                node={node}
                kind={kindOf(node)}
                value={recordedValue(shape, null)}
              />
            </figure>
          ))}
          {nodes
            .filter(({ node }) => GRADIENTS.has(node))
            .map(({ node, shape }) => (
              <figure key={node} className={styles.tile}>
                <figcaption>
                  <b>{node}</b>
                  <span>{t("nodeView.gradient")}</span>
                </figcaption>
                <NodeTile
                  role={ROLE}
                  node={node}
                  kind={kindOf(node)}
                  value={recordedValue(shape, null)}
                  side="gradient"
                />
              </figure>
            ))}
        </div>
        {nodes.length > 0 && (
          <div className={styles.readings}>
            <div className={styles.side}>
              <h2 className="visually-hidden">conv2d_2</h2>
              <KernelsSection role={ROLE} node="conv2d_2" />
              <WeightsSection role={ROLE} node="conv2d_2" weights={2416} />
              <RightNowSection role={ROLE} node="conv2d_2" kind="conv2d" units={16} />
            </div>
            <HistogramsView role={ROLE} of="weights" />
          </div>
        )}
        <div className={styles.dock}>
          <Dock />
        </div>
      </main>
      <RunBand />
      <Transport />
    </div>
  );
}
