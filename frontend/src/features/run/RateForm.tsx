import { Button } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { watchedRun } from "@/api/runStore";
import type { Fault } from "@/form/bounds";
import { NumberInput } from "@/form/NumberField";
import { documentStore } from "@/graph/documentStore";
import { learningRate as written } from "@/ui/format";
import { showMessage } from "@/ui/messages";
import { useErrorText } from "@/ui/useErrorText";
import styles from "./LearningRate.module.css";
import { setHyperparameter } from "./orders";

const BOUNDS = {
  type: "number",
  minimum: null,
  exclusive_minimum: 0,
  maximum: 100,
  exclusive_maximum: null,
};

/** What the schedule's factor is applied to: the last change, else what the experiment says. */
function baseRate(): number {
  const last = watchedRun.data.marks.findLast(
    (mark) => mark.kind === "change" && mark.change.name === "learning_rate",
  );
  if (last?.kind === "change") return Number(last.change.value);
  return documentStore.getState().document?.algorithm.optimizer.learning_rate ?? 0.01;
}

/** Another learning rate, typed or a share of the one in force. */
export function RateForm({ now, onDone }: { now: number | null; onDone: () => void }) {
  const { t } = useTranslation("run");
  const errorText = useErrorText();
  const [base] = useState(baseRate);
  const [rate, setRate] = useState(base);
  const [fault, setFault] = useState<Fault | null>(null);
  const apply = (value: number) => {
    setHyperparameter("learning_rate", value).catch((error: unknown) =>
      showMessage({ text: errorText(error) }),
    );
    onDone();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (fault === null && rate !== base) apply(rate);
  };
  const digits = (value: number) => Number(value.toPrecision(3));
  return (
    <form className={styles.form} onSubmit={submit}>
      <label className={styles.label} htmlFor="run-learning-rate">
        {t("rate.label")}
      </label>
      <span className={styles.field}>
        <NumberInput
          id="run-learning-rate"
          value={rate}
          bounds={BOUNDS}
          onChange={setRate}
          onFault={setFault}
          asTyped
          wrong={fault !== null}
        />
      </span>
      <p className={styles.note}>
        {fault === null ? t("rate.note", { now: written(now) }) : errorText(fault)}
      </p>
      <div className={styles.actions}>
        <Button size="compact-sm" variant="default" onClick={() => apply(digits(base / 10))}>
          {t("rate.tenth")}
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => apply(digits(base / 2))}>
          {t("rate.half")}
        </Button>
        <Button size="compact-sm" type="submit" disabled={fault !== null || rate === base}>
          {t("rate.apply")}
        </Button>
      </div>
    </form>
  );
}
