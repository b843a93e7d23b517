import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ratesOf, roleOf } from "@/api/metrics";
import { watchedRun } from "@/api/runStore";
import { learningRate as written } from "@/ui/format";
import { useRoleName } from "@/ui/useRoleName";
import { useWhenPressed } from "@/ui/useWhenPressed";
import { useRun } from "@/views/run/useRun";
import styles from "./LearningRate.module.css";

const load = () => import("./RatePopover").then(({ RatePopover }) => RatePopover);

/** The learning rate of the run on screen, changed in mid-run. Of several networks the one that was chosen last. */
export function LearningRate() {
  const { t } = useTranslation("run");
  const rates = ratesOf(useRun((run) => run.metrics));
  const [chosen, choose] = useState("");
  const rate = rates.includes(chosen) ? chosen : (rates[0] ?? "");
  const now = useRun(() => watchedRun.data.train.at(rate));
  const playhead = useRun((run) => run.playhead);
  // Beside a step of the past stands the rate of that step; the form changes the one of now.
  const there = playhead === null ? now : watchedRun.data.train.at(rate, playhead);
  const [Form, waiting] = useWhenPressed("dialog", load);
  const roleName = useRoleName();
  const name =
    rates.length > 1 ? `${t("rate.short")} · ${roleName(roleOf(rate))}` : t("rate.short");
  const opener = (
    <button
      type="button"
      className={styles.rate}
      data-action="rate"
      aria-label={`${name} ${written(there)}. ${t("rate.change")}`}
      {...waiting}
    >
      <small>{name} </small>
      <span>{written(there)}</span>
    </button>
  );
  if (Form === null) return opener;
  return <Form opener={opener} now={now} rate={rate} rates={rates} onRate={choose} />;
}
