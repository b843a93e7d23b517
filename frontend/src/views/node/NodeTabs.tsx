import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { Segmented } from "@/ui/Segmented";
import { type NodeViewKind, nodeViewOf, nodeViews, showInNode } from "./nodeViews";

interface NodeTabsProps {
  role: string;
  node: string;
  kind: string;
}

/** What a node shows of itself. */
export function NodeTabs({ role, node, kind }: NodeTabsProps) {
  const { t } = useTranslation("views");
  const view = useStore(nodeViews, (views) => nodeViewOf(views, role, node));
  const kinds: NodeViewKind[] =
    kind === "conv2d" ? ["output", "kernels", "gradient"] : ["output", "gradient"];
  return (
    <Segmented
      accent
      label={t("nodeView.label", { node })}
      value={view}
      segments={kinds.map((value) => ({ value, label: t(`nodeView.${value}`) }))}
      onChange={(value) => showInNode(role, node, value)}
    />
  );
}
