import { useTranslation } from "react-i18next";
import type { RunState } from "@/api/runFold";
import type { ListedRun } from "@/schema/schema.gen";
import { Chip, type ChipTone } from "@/ui/Chip";
import { count } from "@/ui/format";
import { useWhenPressed } from "@/ui/useWhenPressed";
import { useRun } from "@/views/run/useRun";
import styles from "./RunStatus.module.css";
import { useRuns } from "./useRuns";

const load = () => import("./RunsList").then(({ RunsList }) => RunsList);

const TONES: Record<RunState, ChipTone> = {
  queued: "plain",
  running: "live",
  paused: "plain",
  finished: "ok",
  stopped: "plain",
  failed: "danger",
};

/** "Run 4 · training", and behind it the experiment's other runs. */
export function RunsMenu() {
  const { t } = useTranslation("run");
  const runs = useRuns();
  const open = useRun((run) => run.run);
  const state = useRun((run) => run.state);
  const deleted = useRun((run) => run.deleted);
  const number = runs.find((run) => run.id === open)?.number;
  if (open === null && runs.length === 0) return null;
  if (deleted && runs.length === 0) return <Chip dot>{t("runs.deleted")}</Chip>;
  const label = deleted
    ? t("runs.deleted")
    : state === null || number === undefined
      ? t("runs.none")
      : t("runs.chip", { number: count(number), state: t(`states.${state}`) });
  return <RunsOpener runs={runs} state={state} label={label} />;
}

interface RunsOpenerProps {
  runs: readonly ListedRun[];
  state: RunState | null;
  label: string;
}

function RunsOpener({ runs, state, label }: RunsOpenerProps) {
  const { t } = useTranslation("run");
  const [List, waiting] = useWhenPressed("menu", load);
  const opener = (
    <button
      type="button"
      className={styles.opener}
      data-action="runs"
      aria-label={t("runs.open", { label })}
      {...waiting}
    >
      <Chip tone={state === null ? "plain" : TONES[state]} dot>
        {label}
      </Chip>
    </button>
  );
  return List === null ? opener : <List runs={runs} opener={opener} />;
}
