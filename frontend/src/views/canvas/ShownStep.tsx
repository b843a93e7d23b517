import { useTranslation } from "react-i18next";
import { count } from "@/ui/format";
import { useRun } from "../run/useRun";
import styles from "./ShownStep.module.css";

/** While the playhead stands in the past: which recorded frame a view shows. */
export function ShownStep({ step }: { step: number | undefined }) {
  const { t } = useTranslation("views");
  const replaying = useRun((run) => run.playhead !== null);
  if (!replaying || step === undefined) return null;
  return <span className={styles.step}>{t("timeline.step", { step: count(step) })}</span>;
}
