import type { KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import styles from "./Dock.module.css";
import type { PanelId } from "./dockPanels";
import { dockView } from "./dockView";
import { usePanelTitle } from "./panelTitles";

interface TabStripProps {
  tabs: readonly PanelId[];
  chosen: PanelId;
}

/** More panels than fit take turns in one place: their names stand where the title of one would. */
export function TabStrip({ tabs, chosen }: TabStripProps) {
  const { t } = useTranslation("run");
  const nameOf = usePanelTitle();
  const { bringForward, enlarge } = dockView.getState();
  const walk = (event: KeyboardEvent<HTMLElement>) => {
    const at = tabs.indexOf(chosen);
    const places: Record<string, number> = {
      ArrowRight: at + 1,
      ArrowLeft: at - 1,
      Home: 0,
      End: tabs.length - 1,
    };
    const place = places[event.key];
    const next = place === undefined ? undefined : tabs[(place + tabs.length) % tabs.length];
    if (next === undefined) return;
    event.preventDefault();
    bringForward(next);
    const button = event.currentTarget.querySelector<HTMLElement>(`[data-tab="${next}"]`);
    button?.focus();
  };
  return (
    <div className={styles.tabs} role="tablist" aria-label={t("dock")} onKeyDown={walk}>
      {tabs.map((id) => (
        <button
          key={id}
          type="button"
          role="tab"
          data-tab={id}
          aria-selected={id === chosen}
          tabIndex={id === chosen ? 0 : -1}
          // As on a title: a double click, or Enter on what is in front, makes it large.
          onClick={(event) =>
            id === chosen && event.detail === 0 ? enlarge(id) : bringForward(id)
          }
          onDoubleClick={() => enlarge(id)}
        >
          {nameOf(id)}
        </button>
      ))}
    </div>
  );
}

/** Leaves the strip its room in the head of the panel whose turn it is. */
export function TabsRoom({ tabs }: { tabs: readonly PanelId[] }) {
  const nameOf = usePanelTitle();
  return (
    <span className={styles.tabsRoom} aria-hidden="true">
      {tabs.map((id) => (
        <span key={id}>{nameOf(id)}</span>
      ))}
    </span>
  );
}
