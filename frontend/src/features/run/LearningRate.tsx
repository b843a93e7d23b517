import { useTranslation } from "react-i18next";
import { watchedRun } from "@/api/runStore";
import { learningRate as written } from "@/ui/format";
import { useWhenPressed } from "@/ui/useWhenPressed";
import { useRun } from "@/views/run/useRun";
import styles from "./LearningRate.module.css";

const load = () => import("./RatePopover").then(({ RatePopover }) => RatePopover);

/** The learning rate of the run on screen, changed in mid-run. */
export function LearningRate() {
  const { t } = useTranslation("run");
  const now = useRun((run) => run.learningRate);
  const playhead = useRun((run) => run.playhead);
  // Beside a step of the past stands the rate of that step; the form changes the one of now.
  const there = playhead === null ? now : watchedRun.data.train.at("learning_rate", playhead);
  const [Form, waiting] = useWhenPressed("dialog", load);
  const opener = (
    <button
      type="button"
      className={styles.rate}
      data-action="rate"
      aria-label={`${t("rate.short")} ${written(there)}. ${t("rate.change")}`}
      {...waiting}
    >
      <small>{t("rate.short")} </small>
      <span>{written(there)}</span>
    </button>
  );
  return Form === null ? opener : <Form now={now} opener={opener} />;
}
