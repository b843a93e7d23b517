import { type ComponentType, lazy, Suspense, useEffect, useMemo, useRef, useState } from "react";
import { useStore } from "zustand";
import { hasSamples, isPlane } from "@/api/dataFields";
import { useDocument } from "@/graph/documentStore";
import { useFinds } from "@/graph/finds";
import { variantsOf } from "@/graph/variants";
import { dockRoom } from "@/ui/dockRoom";
import { patiently } from "@/ui/patiently";
import { NodeLarge } from "@/views/node/NodeLarge";
import { useDataset } from "@/views/run/useDataset";
import { useToldRole } from "@/views/run/useSnapshot";
import { useBranches } from "@/views/unrun/useBranches";
import { ConfusionPanel } from "./ConfusionPanel";
import styles from "./Dock.module.css";
import { DockEdge } from "./DockEdge";
import { DrawingPanel } from "./DrawingPanel";
import { inSight, type PanelId, placed } from "./dockPanels";
import { dockView } from "./dockView";
import { doomed } from "./doomed";
import { HealthPanel } from "./HealthPanel";
import { LearningPanel } from "./LearningPanel";
import { PanelPlaceContext } from "./panelPlace";
import { TabStrip } from "./TabStrip";
import { BranchesPanel, CostPanel, DepthPanel, FamilyPanel, FieldPanel } from "./unrun/panels";
import { useFewImages } from "./useFewImages";
import { useRoom } from "./useRoom";

const MisfitsPanel = lazy(() =>
  patiently(() => import("./MisfitsPanel")).then((panel) => ({ default: panel.MisfitsPanel })),
);
const HistogramsPanel = lazy(() =>
  patiently(() => import("./HistogramsPanel")).then((panel) => ({
    default: panel.HistogramsPanel,
  })),
);
const ResidualsPanel = lazy(() =>
  patiently(() => import("./ResidualsPanel")).then((panel) => ({ default: panel.ResidualsPanel })),
);
const SurfacePanel = lazy(() =>
  patiently(() => import("./SurfacePanel")).then((panel) => ({ default: panel.SurfacePanel })),
);

const ForecastPanel = lazy(() =>
  patiently(() => import("./ForecastPanel")).then((panel) => ({ default: panel.ForecastPanel })),
);
const AheadPanel = lazy(() =>
  patiently(() => import("./ForecastPanel")).then((panel) => ({ default: panel.AheadPanel })),
);

const BoxesPanel = lazy(() =>
  patiently(() => import("./BoxesPanel")).then((panel) => ({ default: panel.BoxesPanel })),
);

const ImagesPanel = lazy(() =>
  patiently(() => import("./ImagesPanel")).then((panel) => ({ default: panel.ImagesPanel })),
);

const WritingPanel = lazy(() =>
  patiently(() => import("./WritingPanel")).then((panel) => ({ default: panel.WritingPanel })),
);

const DeleteRun = lazy(() =>
  patiently(() => import("./DeleteRun")).then((dialog) => ({ default: dialog.DeleteRun })),
);

interface Look {
  panel: ComponentType;
  /** Its share of the dock, by the room that there is. */
  desk: number;
  wide: number;
}

const LOOKS: Record<PanelId, Look> = {
  learning: { panel: LearningPanel, desk: 1.62, wide: 1.5 },
  health: { panel: HealthPanel, desk: 1.08, wide: 1.05 },
  confusion: { panel: ConfusionPanel, desk: 1, wide: 0.9 },
  misfits: { panel: MisfitsPanel, desk: 1, wide: 0.82 },
  residuals: { panel: ResidualsPanel, desk: 1.24, wide: 1.2 },
  surface: { panel: SurfacePanel, desk: 1.24, wide: 1.2 },
  boxes: { panel: BoxesPanel, desk: 1.5, wide: 1.5 },
  images: { panel: ImagesPanel, desk: 0.9, wide: 0.85 },
  forecast: { panel: ForecastPanel, desk: 1.9, wide: 1.9 },
  ahead: { panel: AheadPanel, desk: 0.95, wide: 0.9 },
  writing: { panel: WritingPanel, desk: 1.7, wide: 1.9 },
  drawing: { panel: DrawingPanel, desk: 1.24, wide: 1.2 },
  histograms: { panel: HistogramsPanel, desk: 1.24, wide: 1.2 },
  cost: { panel: CostPanel, desk: 1.5, wide: 1.5 },
  branches: { panel: BranchesPanel, desk: 1.35, wide: 1.35 },
  depth: { panel: DepthPanel, desk: 1.15, wide: 1.15 },
  field: { panel: FieldPanel, desk: 0.85, wide: 0.85 },
  family: { panel: FamilyPanel, desk: 1.1, wide: 1.1 },
};
/** The share of the curves where those of several runs are named beside each other. */
const COMPARED = 2.3;
/** The height of the dock of what has not run. */
const LOW = { desk: 238, wide: 290 };

/** Its share where the panels stand one above the other. */
function rowOf(panel: PanelId): number {
  return panel === "learning" ? 1.16 : panel === "confusion" ? 1.08 : 1;
}

/** The live views under the canvas. */
export function Dock() {
  const [element, setElement] = useState<HTMLDivElement | null>(null);
  const dock = useRef<HTMLDivElement | null>(null);
  const room = useRoom(element);
  const { column } = room;
  const { arrangement, large, front } = useStore(dockView);
  const dataset = useDataset();
  const compared = useDocument((state) => variantsOf(state.document).length > 0);
  const onPlane = isPlane(dataset);
  const shapesOnly = dataset !== undefined && !hasSamples(dataset);
  const branches = useBranches(useToldRole()).length > 1;
  const asked = useStore(doomed, ({ run }) => run);
  const finds = useFinds();
  const few = useFewImages() > 0;
  const numbered = useMemo(
    () => inSight(arrangement, room, { onPlane, finds, shapesOnly, branches, few }),
    [arrangement, room, onPlane, finds, shapesOnly, branches, few],
  );
  useEffect(() => dockView.setState({ numbered }), [numbered]);
  const { shown, tabs } = placed(numbered, room, front);
  const only = large !== null && numbered.includes(large) ? large : null;
  const panels = only === null ? shown : [only];
  const share = (panel: PanelId) =>
    panel === "learning" && compared ? COMPARED : LOOKS[panel][room.wide ? "wide" : "desk"];
  const columns = panels.map((panel) => `minmax(0, ${share(panel)}fr)`).join(" ");
  return (
    <div
      className={styles.room}
      ref={(made) => {
        dock.current = made;
        setElement(made);
        dockRoom.setState({ element: made });
      }}
    >
      {!column && (
        <DockEdge dock={dock} usual={shapesOnly ? LOW[room.wide ? "wide" : "desk"] : 0} />
      )}
      <div
        className={styles.dock}
        style={
          column
            ? { gridTemplateRows: panels.map((panel) => `minmax(0, ${rowOf(panel)}fr)`).join(" ") }
            : { gridTemplateColumns: columns }
        }
      >
        {panels.map((id) => {
          const Each = LOOKS[id].panel;
          const turns = only === null && tabs.includes(id) ? tabs : [];
          const place = { id, large: id === only, number: numbered.indexOf(id) + 1, turns };
          return (
            // The place of those that take turns stays, and the keyboard with it, whoever's turn it is.
            <div key={turns.length > 0 ? "turns" : id} className={styles.place}>
              {turns.length > 0 && <TabStrip tabs={turns} chosen={id} />}
              <PanelPlaceContext key={id} value={place}>
                <Suspense fallback={<div className={styles.panel} />}>
                  <Each />
                </Suspense>
              </PanelPlaceContext>
            </div>
          );
        })}
      </div>
      <NodeLarge />
      <Suspense>{asked !== null && <DeleteRun run={asked} />}</Suspense>
    </div>
  );
}
