import { Menu } from "@mantine/core";
import { Play, Trash2 } from "lucide-react";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { keyOf } from "@/api/metrics";
import type { RunState } from "@/api/runFold";
import { renewRuns } from "@/api/runList";
import { watchedRun } from "@/api/runStore";
import { useDocument } from "@/graph/documentStore";
import type { ListedRun } from "@/schema/schema.gen";
import { count, measured } from "@/ui/format";
import { type Opener, PressedMenu } from "@/ui/PressedMenu";
import { patiently } from "@/ui/patiently";
import { useRun } from "@/views/run/useRun";
import { doomed } from "./doomed";
import styles from "./RunStatus.module.css";
import { useTransport } from "./useTransport";

const RunDifference = lazy(() =>
  patiently(() => import("./RunDifference")).then((said) => ({ default: said.RunDifference })),
);

interface RunsListProps {
  opener: Opener;
  runs: readonly ListedRun[];
}

/** Behind the run's chip: the experiment's other runs. */
export function RunsList({ opener, runs }: RunsListProps) {
  const { t } = useTranslation("run");
  const open = useRun((run) => run.run);
  const share = useRun((run) => run.share);
  const readOnly = useDocument((document) => document.shared);
  const transport = useTransport();
  return (
    <PressedMenu opener={opener} position="bottom-start" width={320} onOpen={renewRuns}>
      <Menu.Dropdown mah={420} style={{ overflowY: "auto" }}>
        <Menu.Label>{t("runs.title")}</Menu.Label>
        {runs.map((run, at) => (
          <Menu.Item
            key={run.id}
            aria-current={run.id === open}
            onClick={() => watchedRun.open(run.id, share)}
          >
            <RunRow run={run} before={runs[at + 1]} />
          </Menu.Item>
        ))}
        {!readOnly && (
          <>
            <Menu.Divider />
            <Menu.Item
              leftSection={<Play size={14} />}
              disabled={transport.obstacle !== null}
              onClick={transport.again}
            >
              {t("runs.new")}
            </Menu.Item>
            {runs
              .filter((run) => run.id === open)
              .map((run) => (
                <Menu.Item
                  key={run.id}
                  color="red"
                  leftSection={<Trash2 size={14} />}
                  onClick={() => doomed.setState({ run })}
                >
                  {t("runs.delete", { number: count(run.number) })}
                </Menu.Item>
              ))}
          </>
        )}
      </Menu.Dropdown>
    </PressedMenu>
  );
}

interface RunRowProps {
  run: ListedRun;
  before: ListedRun | undefined;
}

function RunRow({ run, before }: RunRowProps) {
  const { t } = useTranslation("run");
  const state = run.state as RunState;
  const step = useRun((watched) => (watched.run === run.id ? watched.step : run.step));
  return (
    <span className={styles.run}>
      <b>
        {t("runs.number", { number: count(run.number) })}
        {run.variant !== "" && ` · ${run.variant}`}
      </b>
      <span>
        {t(`states.${state}`)} · {t("runs.step", { step: count(step) })}
      </span>
      <span className={styles.figure}>
        {measured(run.metrics[keyOf(run.headline)], run.headline)}
      </span>
      {before !== undefined && (
        <Suspense fallback={<span className={styles.difference} />}>
          <RunDifference run={run} before={before} />
        </Suspense>
      )}
    </span>
  );
}
