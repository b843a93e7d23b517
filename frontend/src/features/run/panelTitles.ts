import { useTranslation } from "react-i18next";
import type { PanelId } from "./dockPanels";
import { useDataset } from "./useDataset";

/** What the panels are called; what is drawn is a digit where the classes are digits. */
export function usePanelTitle(): (panel: PanelId) => string {
  const { t } = useTranslation("run");
  const dataset = useDataset();
  const digits = dataset === undefined || dataset.class_names.every((name) => /^\d$/.test(name));
  return (panel) => t(`panels.${panel === "drawing" && digits ? "digit" : panel}`);
}
