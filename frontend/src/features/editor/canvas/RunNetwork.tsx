import { Eye } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useDocument } from "@/graph/documentStore";
import { ROOMS } from "@/ui/actions";
import { Chip } from "@/ui/Chip";
import styles from "./Overlays.module.css";
import { useRunNetworkDeeds, useRunNumber } from "./useRunNetworkDeeds";

/** The document is another than the run on screen took: the way to the run's network, back, and to bring it back. */
export function RunNetwork() {
  const { t } = useTranslation(ROOMS);
  const deeds = useRunNetworkDeeds();
  const shown = useDocument((state) => state.aside !== null);
  const number = useRunNumber();
  if (deeds.length === 0) return null;
  return (
    <span className={styles.runNetwork} role={shown ? "status" : undefined}>
      {shown ? (
        <Chip tone="live" icon={<Eye />}>
          {t("editor:runNetwork.shown", { number })}
        </Chip>
      ) : (
        <Chip tone="warn">{t("editor:edited")}</Chip>
      )}
      {deeds.map(({ id, name, run }) => (
        <button key={id} type="button" onClick={run}>
          {name(t)}
        </button>
      ))}
    </span>
  );
}
