import { useTranslation } from "react-i18next";
import type { PanelId } from "./dockPanels";
import { useDataset } from "./useDataset";

/** What is drawn is a digit where the classes are digits. */
export function areDigits(names: readonly string[]): boolean {
  return names.every((name) => /^\d$/.test(name));
}

/** What the panels are called. */
export function usePanelTitle(): (panel: PanelId) => string {
  const { t } = useTranslation("run");
  const dataset = useDataset();
  const digits = dataset === undefined || areDigits(dataset.class_names);
  return (panel) => t(`panels.${panel === "drawing" && digits ? "digit" : panel}`);
}
