import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Level } from "@/graph/blocks/opened";
import { layerSpec } from "@/graph/catalogue";
import { useCheck } from "@/graph/checkStore";
import { useDocument, usePart } from "@/graph/documentStore";
import { enterUse, leaveTo } from "@/graph/entering";
import { planOrder } from "@/graph/order";
import { serverName, startOf } from "@/graph/sheet";
import { tileOf } from "@/graph/tile";
import { outputOf } from "@/graph/values";
import * as format from "@/ui/format";
import { openLarge } from "@/views/node/large";
import { NodeTile } from "@/views/node/NodeTile";
import { TileSaid } from "@/views/node/TileSaid";
import { RolesWhenSeveral } from "@/views/roles/RolesWhenSeveral";
import styles from "./LayerStrip.module.css";

const TILE_HEIGHT = 112;

/** Where one is inside of blocks, and the way out. */
function Path({ part }: { part: Level }) {
  const { t } = useTranslation("app");
  const title = useDocument(({ document }) => document?.title ?? "");
  return (
    <nav className={styles.path} aria-label={t("watch.path")}>
      <button type="button" onClick={() => leaveTo(0)}>
        {title} ›
      </button>
      {part.way.slice(0, -1).map((node, at) => (
        <button
          key={part.way.slice(0, at + 1).join("/")}
          type="button"
          onClick={() => leaveTo(at + 1)}
        >
          {node} ›
        </button>
      ))}
      <b aria-current="location">{part.way.at(-1)}</b>
    </nav>
  );
}

/** The layers in a row to swipe through, each with what it makes of the sample. */
export function LayerStrip({ chooser }: { chooser: ReactNode }) {
  const { t } = useTranslation("app");
  const part = usePart();
  const { role, network } = part;
  const reports = useCheck((state) => state.answer?.networks[role]?.nodes);
  const shown = planOrder(network).filter(
    (name) => !layerSpec(network.nodes[name]?.layer.kind ?? "").bead,
  );
  const start = useDocument((lying) => startOf(lying, role));
  return (
    <section className={styles.strip} aria-label={t("watch.layers")}>
      <div className={styles.head}>
        <h2>{t("watch.layers")}</h2>
        <span>{t("watch.swipe")}</span>
      </div>
      {part.use === null ? <RolesWhenSeveral /> : <Path part={part} />}
      {/* An inside begins at its first layer, however far one had swiped outside of it. */}
      <ul key={part.prefix} className={styles.tiles}>
        {shown.map((name) => {
          const kind = network.nodes[name]?.layer.kind ?? "";
          const id = serverName(part, name);
          const value = outputOf(reports?.[id]);
          const press = () => enterUse(`${start}${name}`) || openLarge(role, id);
          const tile = tileOf(kind, value);
          const width = tile.width * Math.min(1.2, TILE_HEIGHT / tile.height);
          return (
            <li key={name}>
              <button
                type="button"
                className={styles.layer}
                onClick={press}
                data-plates={kind === "block" || undefined}
              >
                <span className={styles.tile} style={{ height: TILE_HEIGHT, minWidth: width }}>
                  <NodeTile role={role} node={id} kind={kind} value={value} width={width} />
                </span>
                <span className={styles.name}>
                  <b>{name}</b> {format.shape(value?.sides)}
                  <TileSaid role={role} node={id} kind={kind} className={styles.said} />
                </span>
              </button>
            </li>
          );
        })}
      </ul>
      {chooser}
    </section>
  );
}
