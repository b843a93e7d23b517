import { memoryOf, totalsOf, useCheck } from "@/graph/checkStore";
import { useDocument } from "@/graph/documentStore";
import { networkOf } from "@/graph/experiment";
import { planOrder } from "@/graph/order";
import type { CheckedExperiment } from "@/schema/checked";
import * as format from "@/ui/format";
import { useRoleName } from "@/ui/useRoleName";
import { useRun } from "@/views/run/useRun";
import { Advice } from "./Advice";
import styles from "./Setup.module.css";
import { Tried } from "./Tried";
import { useCostTexts } from "./useCostTexts";

/** What training will take: arithmetic, memory, time. */
export function CostTab() {
  const { t } = useCostTexts();
  const answer = useCheck((state) => state.answer);
  if (answer === null || memoryOf(answer) === undefined) {
    return (
      <div className={styles.tab}>
        {answer !== null && <Advice answer={answer} />}
        <p className={styles.note}>{t("broken")}</p>
      </div>
    );
  }
  return (
    <div className={styles.tab}>
      <Advice answer={answer} />
      <Arithmetic answer={answer} />
      <Memory answer={answer} />
      <Time answer={answer} />
      <Tried />
      <Shares answer={answer} />
    </div>
  );
}

interface PartProps {
  answer: CheckedExperiment;
}

function useBatchSize(): number {
  return useDocument((state) => state.document?.pace.batch_size ?? 1);
}

function Arithmetic({ answer }: PartProps) {
  const { t } = useCostTexts();
  const batch = useBatchSize();
  const networks = Object.values(answer.networks).map(totalsOf);
  const sum = (cost: "parameters" | "flops") =>
    networks.reduce((total, network) => total + (network?.[cost] ?? Number.NaN), 0);
  const [parameters, flops] = [sum("parameters"), sum("flops")];
  return (
    <section className={styles.section}>
      <dl className={styles.facts}>
        <dt>{t("parameters")}</dt>
        <dd>{format.count(parameters)}</dd>
        <dt>{t("flops")}</dt>
        <dd>{format.count(flops)}</dd>
        <dt>{t("perStep")}</dt>
        <dd>{format.compact(3 * flops * batch)}</dd>
      </dl>
      <p className={styles.note}>{t("flopsNote")}</p>
    </section>
  );
}

const PARTS = ["weights", "gradients", "optimizer", "activations"] as const;

function Memory({ answer }: PartProps) {
  const { t } = useCostTexts();
  const batch = useBatchSize();
  const { memory } = answer;
  return (
    <section className={styles.section}>
      <h3 className={styles.heading}>
        {t("memory")}
        <b>{format.bytes(memory.total)}</b>
      </h3>
      <div className={styles.bar} aria-hidden="true">
        {PARTS.map((part) => (
          <i key={part} data-part={part} style={{ flexGrow: memory[part] }} />
        ))}
      </div>
      <dl className={styles.facts}>
        {PARTS.map((part) => (
          <div key={part} className={styles.part} data-part={part}>
            <dt>
              {t(part)}
              {part === "activations" && (
                <small> {t("activationsNote", { batch: format.count(batch) })}</small>
              )}
            </dt>
            <dd>{format.bytes(memory[part])}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** Seconds for one pass: what the server knows of this machine, else what the run on screen shows. */
function useSecondsPerEpoch(answer: CheckedExperiment): { seconds: number; source: TimeSource } {
  const batch = useBatchSize();
  // Slow motion tells nothing of what the machine can do.
  const speed = useRun((run) => (run.stepsPerSecond > 0 ? 0 : run.samplesPerSecond));
  if (answer.seconds_per_epoch >= 0) {
    return { seconds: answer.seconds_per_epoch, source: "calibrated" };
  }
  if (speed > 0) return { seconds: (answer.steps_per_epoch * batch) / speed, source: "measured" };
  return { seconds: -1, source: "unmeasured" };
}

type TimeSource = "calibrated" | "measured" | "unmeasured";

function Time({ answer }: PartProps) {
  const { t } = useCostTexts();
  const { seconds, source } = useSecondsPerEpoch(answer);
  const speed = useRun((run) => run.samplesPerSecond);
  const all = (seconds * answer.total_steps) / Math.max(1, answer.steps_per_epoch);
  return (
    <section className={styles.section}>
      <dl className={styles.facts}>
        <dt>{t("steps")}</dt>
        <dd>{format.count(answer.steps_per_epoch)}</dd>
        <dt>{t("total")}</dt>
        <dd>{format.count(answer.total_steps)}</dd>
        <dt>{t("epoch")}</dt>
        <dd>{time(seconds)}</dd>
        <dt>{t("run")}</dt>
        <dd>{time(all)}</dd>
      </dl>
      <p className={styles.note}>{t(source, { speed: format.compact(speed) })}</p>
    </section>
  );
}

/** Below ten seconds a tenth tells something. */
function time(seconds: number): string {
  if (seconds < 0) return format.UNKNOWN;
  return seconds < 10 ? `${format.decimal(seconds, 1)}\u00a0s` : format.duration(seconds);
}

function Shares({ answer }: PartProps) {
  const { t } = useCostTexts();
  const document = useDocument((state) => state.document);
  const name = useRoleName();
  const several = Object.keys(answer.networks).length > 1;
  const heavy = Object.entries(answer.networks).flatMap(([role, { nodes }]) =>
    planOrder(networkOf(document, role)).flatMap((id) => {
      const parameters = nodes[id]?.parameters ?? 0;
      return parameters > 0 ? [{ key: `${role} ${id}`, role, id, parameters }] : [];
    }),
  );
  const total = heavy.reduce((sum, { parameters }) => sum + parameters, 0);
  return (
    <section className={styles.section}>
      <h3 className={styles.heading}>{t("where")}</h3>
      {total === 0 && <p className={styles.note}>{t("none")}</p>}
      <ul className={styles.shares}>
        {heavy.map(({ key, role, id, parameters }) => (
          <li key={key}>
            <span title={several ? name(role) : undefined}>
              {several && `${name(role)} · `}
              <span lang="en">{id}</span>
            </span>
            <i style={{ width: `${(100 * parameters) / total}%` }} />
            <span>{format.count(parameters)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
