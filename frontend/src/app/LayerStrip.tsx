import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { layerSpec } from "@/graph/catalogue";
import { useCheck } from "@/graph/checkStore";
import { useDocument, useNetwork } from "@/graph/documentStore";
import { planOrder } from "@/graph/order";
import { tileOf } from "@/graph/tile";
import { outputOf } from "@/graph/values";
import * as format from "@/ui/format";
import { openLarge } from "@/views/node/large";
import { NodeTile } from "@/views/node/NodeTile";
import { TileSaid } from "@/views/node/TileSaid";
import { RolesWhenSeveral } from "@/views/roles/RolesWhenSeveral";
import styles from "./LayerStrip.module.css";

const TILE_HEIGHT = 112;

/** The layers in a row to swipe through, each with what it makes of the sample. */
export function LayerStrip({ chooser }: { chooser: ReactNode }) {
  const { t } = useTranslation("app");
  const role = useDocument((state) => state.role);
  const network = useNetwork();
  const reports = useCheck((state) => state.answer?.networks[role]?.nodes);
  const shown = planOrder(network).filter(
    (id) => !layerSpec(network.nodes[id]?.layer.kind ?? "").bead,
  );
  return (
    <section className={styles.strip} aria-label={t("watch.layers")}>
      <div className={styles.head}>
        <h2>{t("watch.layers")}</h2>
        <span>{t("watch.swipe")}</span>
      </div>
      <RolesWhenSeveral />
      <ul className={styles.tiles}>
        {shown.map((id) => {
          const kind = network.nodes[id]?.layer.kind ?? "";
          const value = outputOf(reports?.[id]);
          const tile = tileOf(kind, value);
          const width = tile.width * Math.min(1.2, TILE_HEIGHT / tile.height);
          return (
            <li key={id}>
              <button type="button" className={styles.layer} onClick={() => openLarge(role, id)}>
                <span className={styles.tile} style={{ height: TILE_HEIGHT, minWidth: width }}>
                  <NodeTile role={role} node={id} kind={kind} value={value} width={width} />
                </span>
                <span className={styles.name}>
                  <b>{id}</b> {format.shape(value?.sides)}
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
