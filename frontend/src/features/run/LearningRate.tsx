import { Popover } from "@mantine/core";
import { lazy, Suspense, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { learningRate as written } from "@/ui/format";
import { useRun } from "@/views/run/useRun";
import styles from "./LearningRate.module.css";

const load = () => import("./RateForm").then(({ RateForm }) => ({ default: RateForm }));
const RateForm = lazy(load);

/** The learning rate of the run on screen, changed in mid-run. */
export function LearningRate() {
  const { t } = useTranslation("run");
  const now = useRun((run) => run.learningRate);
  const [opened, setOpened] = useState(false);
  // The form must be there when the popover opens: its field takes the focus.
  useEffect(() => void load(), []);
  return (
    <Popover opened={opened} onChange={setOpened} position="top-start" trapFocus returnFocus>
      <Popover.Target>
        <button
          type="button"
          className={styles.rate}
          aria-label={`${t("rate.short")} ${written(now)}. ${t("rate.change")}`}
          onClick={() => setOpened((open) => !open)}
        >
          <small>{t("rate.short")} </small>
          <span>{written(now)}</span>
        </button>
      </Popover.Target>
      <Popover.Dropdown className={styles.dropdown}>
        <Suspense>{opened && <RateForm now={now} onDone={() => setOpened(false)} />}</Suspense>
      </Popover.Dropdown>
    </Popover>
  );
}
