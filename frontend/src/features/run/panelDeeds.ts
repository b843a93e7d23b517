import { PANELS, type PanelId } from "./dockPanels";
import { dockView } from "./dockView";

export interface PanelDeed {
  readonly name: "large" | "small" | "left" | "right" | "hide";
  readonly run: () => void;
}

interface Standing {
  numbered: readonly PanelId[];
  large: PanelId | null;
}

/** What can be done with a panel that is in sight. */
export function panelDeeds(id: PanelId, { numbered, large }: Standing): PanelDeed[] {
  const { enlarge, move, choose } = dockView.getState();
  const at = numbered.indexOf(id);
  const [before, after] = [numbered[at - 1], numbered[at + 1]];
  const deeds: PanelDeed[] = [{ name: large === id ? "small" : "large", run: () => enlarge(id) }];
  if (large === null && before !== undefined)
    deeds.push({ name: "left", run: () => move(id, before) });
  if (large === null && after !== undefined)
    deeds.push({ name: "right", run: () => move(id, after) });
  if (numbered.length > 1) {
    const hide = () => {
      if (large === id) enlarge(null);
      choose(id, false);
    };
    deeds.push({ name: "hide", run: hide });
  }
  return deeds;
}

/** Puts a panel where it can be seen. */
export function showPanel(id: PanelId): void {
  const { large, enlarge, choose, bringForward, numbered } = dockView.getState();
  if (large !== null && large !== id) enlarge(id);
  if (!numbered.includes(id)) choose(id, true);
  bringForward(id);
}

export const notShown = (numbered: readonly PanelId[]): PanelId[] =>
  PANELS.filter((panel) => !numbered.includes(panel));
