import { useTranslation } from "react-i18next";
import { learningRate as written } from "@/ui/format";
import { useWhenPressed } from "@/ui/useWhenPressed";
import { useRun } from "@/views/run/useRun";
import styles from "./LearningRate.module.css";

const load = () => import("./RatePopover").then(({ RatePopover }) => RatePopover);

/** The learning rate of the run on screen, changed in mid-run. */
export function LearningRate() {
  const { t } = useTranslation("run");
  const now = useRun((run) => run.learningRate);
  const [Form, waiting] = useWhenPressed("dialog", load);
  const opener = (
    <button
      type="button"
      className={styles.rate}
      aria-label={`${t("rate.short")} ${written(now)}. ${t("rate.change")}`}
      {...waiting}
    >
      <small>{t("rate.short")} </small>
      <span>{written(now)}</span>
    </button>
  );
  return Form === null ? opener : <Form now={now} opener={opener} />;
}
