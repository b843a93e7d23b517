import { useTranslation } from "react-i18next";
import { watchedRun } from "@/api/runStore";
import { Chip } from "@/ui/Chip";
import { count } from "@/ui/format";
import { useRun } from "@/views/run/useRun";
import styles from "./RunStatus.module.css";
import { useRuns } from "./useRuns";

/** Who looks at an older run, or back in time, is told that a newer one goes on; a press shows it. */
export function NewerRun() {
  const { t } = useTranslation("run");
  const runs = useRuns();
  const open = useRun((run) => run.run);
  const share = useRun((run) => run.share);
  const [newest] = runs;
  if (newest === undefined || open === null || newest.id === open) return null;
  if (newest.state !== "running" && newest.state !== "queued") return null;
  // Of one family, the names at the lines lead from run to run.
  const looked = runs.find(({ id }) => id === open);
  if (newest.variant !== "" && looked !== undefined && looked.variant !== "") return null;
  return (
    <button
      type="button"
      className={styles.opener}
      onClick={() => watchedRun.open(newest.id, share)}
    >
      <Chip tone="live" dot>
        {t("runs.newer", {
          number: count(newest.number),
          state: t(`states.${newest.state}`),
        })}
      </Chip>
    </button>
  );
}
