import { Clock } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { watchedRun } from "@/api/runStore";
import { count } from "@/ui/format";
import { isAsked, shown, shownOutputs } from "@/views/run/shown";
import { useRun } from "@/views/run/useRun";
import { useToldSampleRole } from "@/views/run/useSnapshot";
import styles from "./ReplayNote.module.css";

/** While the playhead stands in the past: which recorded frame is on screen, and the way back. */
export function ReplayNote() {
  const { t } = useTranslation("run");
  const playhead = useRun((run) => run.playhead);
  const role = useToldSampleRole();
  // An answer about this step may still be on its way.
  useStore(shown);
  if (playhead === null) return null;
  const step = shownOutputs(role)?.step;
  return (
    <div className={styles.note} role="status">
      <Clock size={15} />
      <span>
        {step === undefined
          ? t("replay.nothing", { step: count(playhead) })
          : t(isAsked(role) ? "replay.weights" : "replay.showing", { step: count(step) })}
      </span>
      <button type="button" className={styles.back} onClick={() => watchedRun.scrub(null)}>
        {t("replay.live")}
      </button>
    </div>
  );
}
