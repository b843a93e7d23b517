import { useCallback, useRef } from "react";
import { useTranslation } from "react-i18next";
import { sharp } from "./canvas";
import styles from "./NodeTile.module.css";
import { paintSide, type SideView } from "./paintSide";
import { usePalette } from "./palette";
import { useRunData } from "./useRun";

interface NodeSideProps {
  role: string;
  node: string;
  view: SideView;
  width: number;
  height: number;
}

/** The other sides of a node: its kernels, its gradient. */
export function NodeSide({ role, node, view, width, height }: NodeSideProps) {
  const { t } = useTranslation("views");
  const canvas = useRef<HTMLCanvasElement>(null);
  const palette = usePalette();
  const draw = useCallback(() => {
    if (canvas.current === null) return;
    const context = sharp(canvas.current, width, height);
    if (context !== null) paintSide({ context, width, height, palette }, role, node, view);
  }, [role, node, view, width, height, palette]);
  useRunData(["frames", "playhead"], draw);
  return (
    <div className={styles.tile} style={{ width, height }} data-form="side">
      <canvas
        ref={canvas}
        role="img"
        aria-label={t(view === "kernels" ? "kernels.label" : "gradient.label", { node })}
      />
    </div>
  );
}
