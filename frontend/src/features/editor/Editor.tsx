import { ReactFlowProvider } from "@xyflow/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useDocument } from "@/graph/documentStore";
import { PanelBoundary } from "@/ui/PanelError";
import { Canvas } from "./canvas/Canvas";
import { Facts, SignLegend, ZoomControl } from "./canvas/Overlays";
import styles from "./Editor.module.css";
import { useEditor } from "./editorStore";
import {
  CheatSheetWhenOpen,
  ConflictWhenThere,
  EmptyCanvasWhenToBegin,
  FinderWhenOpen,
  GroupPanelWhenGrouping,
  MapWhenShown,
  OpenedBarWhenOpen,
  PaletteWhenOpen,
  RunNetworkWhenOther,
  SelectionBarWhenSeveral,
} from "./OnDemand";
import { Rail } from "./palette/Rail";
import { Problems } from "./problems/Problems";

interface EditorProps {
  /** The canvas's top right corner: which sample the tiles show. */
  sampleSlot?: ReactNode;
  /** Everything that can be done here, by name; over the canvas while it is asked for. */
  palette?: ReactNode;
}

/** Palette and canvas. The document is opened by `useExperimentSession`. */
export function Editor({ sampleSlot, palette }: EditorProps) {
  const { t } = useTranslation("editor");
  const readOnly = useDocument((state) => state.readOnly);
  const open = useDocument((state) => state.document !== null);
  return (
    <ReactFlowProvider>
      <div className={styles.editor} data-read-only={readOnly}>
        {!readOnly && <Rail />}
        <section className={styles.canvas} aria-label={t("canvas")} data-tour="canvas">
          <PanelBoundary>
            {open && <Canvas />}
            <div className={styles.top}>
              <div className={styles.topLeft} data-floats>
                <OpenedBarWhenOpen />
                {!readOnly && <Facts />}
                <RunNetworkWhenOther />
              </div>
              <div className={styles.topRight} data-floats>
                {sampleSlot}
              </div>
            </div>
            <div className={styles.bottomLeft} data-floats>
              <SignLegend />
            </div>
            <div className={styles.bottomRight} data-floats>
              <Problems />
              <ZoomControl />
            </div>
            <MapWhenShown />
            <EmptyCanvasWhenToBegin />
            <SelectionBarWhenSeveral />
            <GroupPanelWhenGrouping />
            <FinderWhenOpen />
            <PaletteWhenOpen palette={palette} />
            <ConflictWhenThere />
          </PanelBoundary>
        </section>
      </div>
      <CheatSheetWhenOpen />
      <News />
    </ReactFlowProvider>
  );
}

/** What just changed, for those who do not see it. */
function News() {
  const news = useEditor((state) => state.news);
  return (
    <p className="visually-hidden" role="status">
      {news}
    </p>
  );
}
