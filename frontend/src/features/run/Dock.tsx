import { useMediaQuery } from "@mantine/hooks";
import { type ComponentType, lazy, Suspense, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { patiently } from "@/ui/patiently";
import { NodeLarge } from "@/views/node/NodeLarge";
import { ConfusionPanel } from "./ConfusionPanel";
import styles from "./Dock.module.css";
import { DockEdge } from "./DockEdge";
import { DrawingPanel } from "./DrawingPanel";
import { inSight, type PanelId, placed, type Room } from "./dockPanels";
import { dockView } from "./dockView";
import { HealthPanel } from "./HealthPanel";
import { LearningPanel } from "./LearningPanel";
import { PanelPlaceContext } from "./panelPlace";
import { usePanelTitle } from "./panelTitles";

const MisfitsPanel = lazy(() =>
  patiently(() => import("./MisfitsPanel")).then((panel) => ({ default: panel.MisfitsPanel })),
);
const HistogramsPanel = lazy(() =>
  patiently(() => import("./HistogramsPanel")).then((panel) => ({
    default: panel.HistogramsPanel,
  })),
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
  drawing: { panel: DrawingPanel, desk: 1.24, wide: 1.2 },
  histograms: { panel: HistogramsPanel, desk: 1.24, wide: 1.2 },
};

/** Its share where the panels stand one above the other. */
function rowOf(panel: PanelId): number {
  return panel === "learning" ? 1.16 : panel === "confusion" ? 1.08 : 1;
}

const COLUMN_AT_MOST_PX = 560;
const COLUMN_FROM_HEIGHT_PX = 520;
const AT_ONCE = { getInitialValueInEffect: false };

function useRoom(column: boolean): Room {
  const wide = useMediaQuery("(min-width: 1720px)", false, AT_ONCE);
  const drawer = useMediaQuery("(max-width: 1279px)", false, AT_ONCE);
  const narrow = useMediaQuery("(max-width: 1023px)", false, AT_ONCE);
  const capacity = narrow ? 1 : drawer ? 3 : Number.POSITIVE_INFINITY;
  return useMemo(() => ({ capacity, wide, column }), [capacity, wide, column]);
}

/** True where the dock stands beside the canvas. */
function useColumn(element: HTMLElement | null): boolean {
  const [column, setColumn] = useState(false);
  useEffect(() => {
    if (element === null) return;
    const observer = new ResizeObserver(() =>
      setColumn(
        element.clientWidth <= COLUMN_AT_MOST_PX && element.clientHeight >= COLUMN_FROM_HEIGHT_PX,
      ),
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [element]);
  return column;
}

/** The live views under the canvas. */
export function Dock() {
  const [element, setElement] = useState<HTMLDivElement | null>(null);
  const dock = useRef<HTMLDivElement | null>(null);
  const column = useColumn(element);
  const room = useRoom(column);
  const { arrangement, large, front } = useStore(dockView);
  const numbered = useMemo(() => inSight(arrangement, room), [arrangement, room]);
  useEffect(() => dockView.setState({ numbered }), [numbered]);
  const { shown, tabs } = placed(numbered, room, front);
  const only = large !== null && numbered.includes(large) ? large : null;
  const panels = only === null ? shown : [only];
  const share = (panel: PanelId) => LOOKS[panel][room.wide ? "wide" : "desk"];
  const columns = panels.map((panel) => `minmax(0, ${share(panel)}fr)`).join(" ");
  return (
    <div
      className={styles.room}
      ref={(made) => {
        dock.current = made;
        setElement(made);
      }}
    >
      {!column && <DockEdge dock={dock} />}
      {tabs.length > 1 && only === null && <TabStrip tabs={tabs} shown={shown} />}
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
          const place = { id, large: id === only, number: numbered.indexOf(id) + 1 };
          return (
            <PanelPlaceContext key={id} value={place}>
              <Suspense fallback={<div className={styles.panel} />}>
                <Each />
              </Suspense>
            </PanelPlaceContext>
          );
        })}
      </div>
      <NodeLarge />
    </div>
  );
}

function TabStrip({ tabs, shown }: { tabs: readonly PanelId[]; shown: readonly PanelId[] }) {
  const { t } = useTranslation("run");
  const nameOf = usePanelTitle();
  return (
    <div className={styles.tabs} role="tablist" aria-label={t("dock")}>
      {tabs.map((id) => (
        <button
          key={id}
          type="button"
          role="tab"
          aria-selected={shown.includes(id)}
          onClick={() => dockView.getState().bringForward(id)}
        >
          {nameOf(id)}
        </button>
      ))}
    </div>
  );
}
