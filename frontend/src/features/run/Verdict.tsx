import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { watchedRun } from "@/api/runStore";
import { count, percent, probability } from "@/ui/format";
import { ranked, verdictAt } from "@/views/ask/pinned";
import { changeOfMind } from "@/views/ask/ribbon";
import { usePad, useVerdictsOnPad } from "@/views/ask/usePad";
import { useRun } from "@/views/run/useRun";
import styles from "./DrawingPanel.module.css";

const SHOWN = 3;

interface VerdictProps {
  /** Of the classes. */
  names: readonly string[];
  /** What is said while nothing is on the pad. */
  invite: string;
  children?: ReactNode;
}

/** What the network says to the drawing now: the class, how sure it is, what else it might be. */
export function Verdict({ names, invite, children }: VerdictProps) {
  const { t } = useTranslation(["run", "views"]);
  const { input } = usePad();
  const verdicts = useVerdictsOnPad();
  const playhead = useRun((run) => run.playhead);
  const hasRun = useRun((run) => run.totalSteps > 0);
  const deleted = useRun((run) => run.deleted);
  const untaught = useRun((run) => run.step === 0);
  const at = playhead ?? watchedRun.data.step;
  const verdict = verdictAt(verdicts, at);
  const name = (label: number) => names[label] ?? String(label);
  if (input === null) return <p className={styles.hint}>{invite}</p>;
  if (verdict === undefined) {
    const waiting = deleted ? "drawing.gone" : hasRun ? "drawing.asking" : "drawing.noRun";
    return <p className={styles.hint}>{t(waiting)}</p>;
  }
  const best = ranked(verdict.probabilities).slice(0, SHOWN);
  const first = best[0];
  const before = changeOfMind(verdicts.filter((each) => each.step <= at));
  if (first === undefined) return null;
  return (
    <>
      <p className={styles.verdict}>
        <b data-long={name(first.label).length > 2}>{name(first.label)}</b>
        <span>{percent(Math.min(first.share, 0.999), first.share > 0.99 ? 1 : 0)}</span>
        {children}
      </p>
      <ol className={styles.best} aria-label={t("drawing.best")}>
        {best.map(({ label, share }) => (
          <li key={label}>
            <span>{name(label)}</span>
            <i>
              <i style={{ width: `${share * 100}%` }} />
            </i>
            <span>{probability(share)}</span>
          </li>
        ))}
      </ol>
      {untaught && <p className={styles.hint}>{t("views:untrained.short")}</p>}
      {playhead !== null && (
        <p className={styles.hint}>{t("drawing.read", { step: count(verdict.step) })}</p>
      )}
      {playhead === null && before !== null && (
        <p className={styles.hint}>
          {t("drawing.before", { name: name(before.label), step: count(before.step) })}
        </p>
      )}
    </>
  );
}
