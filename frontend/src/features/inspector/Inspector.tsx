import { Tabs } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { useDocument } from "@/graph/documentStore";
import type { Problem } from "@/graph/types";
import { useInspectorTexts } from "@/ui/laterTexts";
import { PanelBoundary } from "@/ui/PanelError";
import { useLayerTextsSoon } from "@/ui/useLayerTexts";
import styles from "./Inspector.module.css";
import { LayerPanel } from "./LayerPanel";
import { NetworkPanel } from "./NetworkPanel";
import { SeveralPanel } from "./SeveralPanel";

interface InspectorProps {
  training: ReactNode;
  data: ReactNode;
  cost: ReactNode;
  /** Above the network, where the experiment has several ways to be run. */
  variants?: ReactNode;
  /** Below the form: what the chosen node's weights look like, and its readings just now. By its name on the sheet. */
  kernels?: (id: string) => ReactNode;
  rightNow?: (id: string) => ReactNode;
  /** With the sentence of a problem: what would mend it. */
  mends?: (problem: Problem) => ReactNode;
}

const TABS = ["layer", "training", "data", "cost"] as const;
type Tab = (typeof TABS)[number];

/** What is chosen on the canvas, and how the experiment is set up. */
export function Inspector({
  training,
  data,
  cost,
  variants,
  kernels,
  rightNow,
  mends,
}: InspectorProps) {
  const { t } = useInspectorTexts();
  useLayerTextsSoon();
  const [tab, setTab] = useState<Tab>("layer");
  const selection = useDocument((state) => state.selection);
  // What is clicked on the canvas is what one wants to read about.
  const [seen, setSeen] = useState(selection);
  if (seen !== selection) {
    setSeen(selection);
    if (selection.length > 0) setTab("layer");
  }
  const [first] = selection;
  const panels: Record<Tab, ReactNode> = {
    layer:
      first === undefined ? (
        <NetworkPanel variants={variants} />
      ) : selection.length > 1 ? (
        <SeveralPanel key={selection.join()} ids={selection} />
      ) : (
        <LayerPanel
          key={first}
          id={first}
          kernels={kernels?.(first)}
          rightNow={rightNow?.(first)}
          mends={mends}
        />
      ),
    training,
    data,
    cost,
  };
  return (
    <aside className={styles.inspector} aria-label={t("label")}>
      <Tabs
        value={tab}
        onChange={(next) => setTab((next ?? "layer") as Tab)}
        classNames={{
          root: styles.tabsRoot ?? "",
          list: styles.tabs ?? "",
          tab: styles.tab ?? "",
          panel: styles.panel ?? "",
        }}
      >
        <Tabs.List aria-label={t("label")}>
          {TABS.map((name) => (
            <Tabs.Tab key={name} value={name} data-action={`tab-${name}`}>
              {t(`tabs.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {TABS.map((name) => (
          <Tabs.Panel key={name} value={name}>
            <PanelBoundary>{name === tab && panels[name]}</PanelBoundary>
          </Tabs.Panel>
        ))}
      </Tabs>
    </aside>
  );
}
