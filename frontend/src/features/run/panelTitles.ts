import { useTranslation } from "react-i18next";
import { classNames } from "@/api/dataFields";
import type { PanelId } from "./dockPanels";
import { useDataset } from "./useDataset";

/** What is drawn is a digit where the classes are digits. */
export function areDigits(names: readonly string[]): boolean {
  return names.every((name) => /^\d$/.test(name));
}

/** What the panels are called, by name of the text. */
export function usePanelName(): (panel: PanelId) => PanelId | "digit" {
  const dataset = useDataset();
  const names = classNames(dataset);
  const digits = dataset === undefined || (names.length > 0 && areDigits(names));
  return (panel) => (panel === "drawing" && digits ? "digit" : panel);
}

/** What the panels are called. */
export function usePanelTitle(): (panel: PanelId) => string {
  const { t } = useTranslation("run");
  const nameOf = usePanelName();
  return (panel) => t(`panels.${nameOf(panel)}`);
}
