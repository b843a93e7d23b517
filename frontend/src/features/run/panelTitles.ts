import { useTranslation } from "react-i18next";
import { classNames, inputField } from "@/api/dataFields";
import { useFinds } from "@/graph/finds";
import { useDataset } from "@/views/run/useDataset";
import { useToldSampleRole } from "@/views/run/useSnapshot";
import type { PanelId } from "./dockPanels";
import { INPUT_PADS } from "./inputs";

/** What is drawn is a digit where the classes are digits. */
function areDigits(names: readonly string[]): boolean {
  return names.every((name) => /^\d$/.test(name));
}

/** How one gives the network on screen an input of one's own, and what is said of it; until its data are known, an image. */
export function useInputPad() {
  const dataset = useDataset();
  const pad = INPUT_PADS[(dataset && inputField(dataset)?.value.kind) ?? "image"];
  const names = classNames(dataset);
  const words = pad?.words(dataset === undefined || (names.length > 0 && areDigits(names)));
  return { pad, words };
}

export type PanelName = PanelId | "digit" | "numbers" | "text" | "steps" | "continue";

/** What the panels are called, by name of the text. */
export function usePanelName(): (panel: PanelId) => PanelName {
  const { words, pad } = useInputPad();
  const finds = useFinds(useToldSampleRole());
  const writes = finds("writing") && !finds("pinned");
  // Where nothing can be given of one's own, the sample on screen is read step by step.
  const own = pad === null ? "steps" : (words?.title ?? "drawing");
  const drawing = writes ? "continue" : own;
  return (panel) => (panel === "drawing" ? drawing : panel);
}

/** What the panels are called. */
export function usePanelTitle(): (panel: PanelId) => string {
  const { t } = useTranslation("run");
  const nameOf = usePanelName();
  return (panel) => t(`panels.${nameOf(panel)}`);
}
