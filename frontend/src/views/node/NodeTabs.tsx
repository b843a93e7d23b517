import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { Segmented } from "@/ui/Segmented";
import { SwitchButton } from "../without/SwitchButton";
import styles from "./NodeTabs.module.css";
import { type NodeViewKind, nodeViewOf, nodeViews, showInNode } from "./nodeViews";

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
      {id !== undefined && <SwitchButton id={id} />}
    </div>
  );
}
