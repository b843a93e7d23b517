import { Button } from "@mantine/core";
import { type FocusEvent, type FormEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { watchedSnapshot } from "@/api/watchedSnapshot";
import { type Bounds, faultOf, readNumber, writeNumber } from "@/form/bounds";
import { learningRateOf, learningRatePath } from "@/graph/optimizers";
import { learningRate as written } from "@/ui/format";
import { showMessage } from "@/ui/messages";
import { useErrorText } from "@/ui/useErrorText";
import { lastChange } from "@/views/run/lastChange";
import styles from "./LearningRate.module.css";
import { setHyperparameter } from "./orders";

const BOUNDS: Bounds = {
  type: "number",
  minimum: null,
  exclusive_minimum: 0,
  maximum: 100,
  exclusive_maximum: null,
};

/** What the schedule's factor is applied to: the last change, else what the run took. */
function useBaseRate(role: string, setting: string): number {
  const [base] = useState(() => {
    const asked = watchedSnapshot.getState().snapshot;
    return lastChange(setting)?.value ?? learningRateOf(asked, role) ?? 0.01;
  });
  return base;
}

const digits = (value: number) => Number(value.toPrecision(3));

interface RateFormProps {
  /** The network that learns by it. */
  role: string;
  now: number | null;
  onDone: () => void;
}

/** Another learning rate, typed or a share of the one in force. Enter takes it, and so does leaving the field. */
export function RateForm({ role, now, onDone }: RateFormProps) {
  const { t } = useTranslation("run");
  const errorText = useErrorText();
  const setting = learningRatePath(role).join(".");
  const base = useBaseRate(role, setting);
  const [text, setText] = useState(() => writeNumber(base));
  const form = useRef<HTMLFormElement>(null);
  // Applied or given up: closing takes the focus from the field, which is no second wish.
  const done = useRef(false);
  const rate = readNumber(text);
  const fault = faultOf(rate, BOUNDS);
  const apply = (value: number) => {
    done.current = true;
    if (value !== base) {
      setHyperparameter(setting, value).catch((error: unknown) =>
        showMessage({ text: errorText(error) }),
      );
    }
    onDone();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (fault === null && rate !== null) apply(rate);
  };
  const left = useRef(() => {});
  left.current = () => {
    if (done.current) return;
    if (fault !== null) showMessage({ text: errorText(fault) });
    else if (rate !== null && rate !== base) apply(rate);
  };
  useEffect(() => {
    // Heard before the popover hears it, which gives the focus back at once.
    const giveUp = (event: KeyboardEvent) => {
      if (event.key === "Escape") done.current = true;
    };
    window.addEventListener("keydown", giveUp, { capture: true });
    return () => {
      window.removeEventListener("keydown", giveUp, { capture: true });
      // A press beside the form takes it away before its field is left.
      left.current();
    };
  }, []);
  const leave = (event: FocusEvent) => {
    if (!form.current?.contains(event.relatedTarget)) left.current();
  };
  return (
    <form ref={form} className={styles.form} onSubmit={submit}>
      <label className={styles.label} htmlFor="run-learning-rate">
        {t("rate.label")}
      </label>
      <span className={styles.field}>
        <input
          id="run-learning-rate"
          type="text"
          inputMode="decimal"
          autoComplete="off"
          aria-invalid={fault !== null || undefined}
          aria-describedby="run-learning-rate-note"
          value={text}
          onFocus={(event) => event.target.select()}
          onChange={(event) => setText(event.target.value)}
          onBlur={leave}
        />
      </span>
      <p
        id="run-learning-rate-note"
        className={styles.note}
        role={fault === null ? undefined : "alert"}
      >
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
