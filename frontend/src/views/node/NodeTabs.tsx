import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { patiently } from "@/ui/patiently";
import { Segmented } from "@/ui/Segmented";
import { insidesOf } from "../sequence/insides";
import { SwitchButton } from "../without/SwitchButton";
import styles from "./NodeTabs.module.css";
import { type NodeViewKind, nodeViewOf, nodeViews, showInNode } from "./nodeViews";

const InsideTabs = lazy(() =>
  patiently(() => import("../sequence/InsideTabs")).then((tabs) => ({ default: tabs.InsideTabs })),
);

interface NodeTabsProps {
  /** Its name on the sheet, where it can be switched off from here. */
  id?: string;
  role: string;
  node: string;
  kind: string;
}

/** What a node shows of itself. */
export function NodeTabs({ id, role, node, kind }: NodeTabsProps) {
  const { t } = useTranslation("views");
  const view = useStore(nodeViews, (views) => nodeViewOf(views, role, node));
  const kinds: NodeViewKind[] =
    kind === "conv2d" ? ["output", "kernels", "gradient"] : ["output", "gradient"];
  return (
    <div className={styles.tabs}>
      <Segmented
        accent
        label={t("nodeView.label", { node })}
        value={view}
        segments={kinds.map((value) => ({ value, label: t(`nodeView.${value}`) }))}
        onChange={(value) => showInNode(role, node, value)}
      />
      {insidesOf(kind).length > 0 && (
        <Suspense>
          <InsideTabs {...{ role, node, kind }} />
        </Suspense>
      )}
      {id !== undefined && <SwitchButton id={id} />}
    </div>
  );
}
