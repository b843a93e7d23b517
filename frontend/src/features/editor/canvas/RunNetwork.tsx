import { Eye } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { runList } from "@/api/runList";
import { documentStore, useDocument } from "@/graph/documentStore";
import { Chip } from "@/ui/Chip";
import { count } from "@/ui/format";
import { useRun } from "@/views/run/useRun";
import { useSnapshot } from "@/views/run/useSnapshot";
import styles from "./Overlays.module.css";

/** The document is another than the run on screen took: the way to the run's network, back, and to bring it back. */
export function RunNetwork() {
  const { t } = useTranslation("editor");
  const snapshot = useSnapshot();
  const shown = useDocument((state) => state.aside !== null);
  const shared = useDocument((state) => state.shared);
  const run = useRun((state) => state.run);
  const listed = useStore(runList, ({ runs }) => runs.find(({ id }) => id === run)?.number);
  const number = count(listed ?? null);
  const { view, bringBack } = documentStore.getState();
  if (snapshot === null) return null;
  if (!shown) {
    return (
      <span className={styles.runNetwork}>
        <Chip tone="warn">{t("edited")}</Chip>
        <button type="button" onClick={() => view(snapshot)}>
          {t("runNetwork.show", { number })}
        </button>
      </span>
    );
  }
  return (
    <span className={styles.runNetwork} role="status">
      <Chip tone="live" icon={<Eye />}>
        {t("runNetwork.shown", { number })}
      </Chip>
      {!shared && (
        <button type="button" onClick={() => bringBack()}>
          {t("runNetwork.bringBack")}
        </button>
      )}
      <button type="button" onClick={() => view(null)}>
        {t(shared ? "runNetwork.newest" : "runNetwork.leave")}
      </button>
    </span>
  );
}
