import { Lock, LockOpen } from "lucide-react";
import { documentStore, useDocument } from "@/graph/documentStore";
import { isFrozen } from "@/graph/fineTuning";
import type { Layer } from "@/graph/types";
import type { LayerHealthFrame } from "@/schema/schema.gen";
import { useTuningTexts } from "@/ui/useTuningTexts";
import { measured, written } from "@/views/layers/health";
import { useShownFrame } from "@/views/run/useShownFrame";
import type { LayerData } from "../canvas/flow";
import styles from "./TunedNode.module.css";

export interface TunedPartProps {
  data: Pick<LayerData, "role" | "name" | "layer">;
  /** Its name on the sheet, where it is the lock that is wanted. */
  id?: string;
}

/** Of a tile with weights: the lock in its header, or what stands under it. */
export function TunedPart({ id, data: { role, name, layer } }: TunedPartProps) {
  return id === undefined ? (
    <Moved role={role} node={name} />
  ) : (
    <FreezeLock id={id} node={name} layer={layer} />
  );
}

interface FreezeLockProps {
  /** Its name on the sheet, and in its network. */
  id: string;
  node: string;
  layer: Layer;
}

/** In the tile's header: pressed, the layer is held fast as it is. */
function FreezeLock({ id, node, layer }: FreezeLockProps) {
  const { t } = useTuningTexts();
  const readOnly = useDocument((state) => state.readOnly);
  const frozen = isFrozen(layer);
  const label = frozen ? t("frozen", { node }) : t("freeze", { node });
  return (
    <button
      type="button"
      className={`${styles.lock} nodrag nopan`}
      aria-pressed={frozen}
      aria-label={label}
      title={label}
      disabled={readOnly}
      onClick={(event) => {
        event.stopPropagation();
        documentStore.getState().setField(id, "rate", frozen ? 1 : 0);
      }}
    >
      {frozen ? <Lock size={12} /> : <LockOpen size={12} />}
    </button>
  );
}

interface MovedProps {
  role: string;
  node: string;
}

/** Under the tile: how far its weights are from where the run began, beside the layer that has come farthest. */
function Moved({ role, node }: MovedProps) {
  const { t } = useTuningTexts();
  const reading = useShownFrame("layer_health", role);
  const moved = reading && wayOf(reading.frame, node);
  if (reading === null || moved === null) return null;
  const farthest = Math.max(...reading.frame.nodes.map((each) => measured(each, "moved")));
  const share = farthest > 0 ? moved / farthest : 0;
  return (
    <div className={styles.moved} data-moved={node}>
      <i style={{ width: `${share * 55}%` }} />
      {t("moved", { share: written(moved, "moved") })}
    </div>
  );
}

/** Of a block, that of the layer inside that has come farthest; null where nobody has told. */
function wayOf({ nodes }: LayerHealthFrame, node: string): number | null {
  const own = nodes.filter(
    (each) =>
      (each.node === node || each.node.startsWith(`${node}/`)) &&
      typeof each.distance_moved === "number",
  );
  return own.length === 0 ? null : Math.max(...own.map((each) => measured(each, "moved")));
}
