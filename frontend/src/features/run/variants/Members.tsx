import { type CSSProperties, useMemo } from "react";
import { keyOf } from "@/api/metrics";
import type { RunState } from "@/api/runFold";
import { watchedRun } from "@/api/runStore";
import type { Variant } from "@/schema/schema.gen";
import { measured } from "@/ui/format";
import { colourOf } from "@/views/curves/rivals";
import { useMetricNames } from "@/views/run/useMetricNames";
import { useRun } from "@/views/run/useRun";
import { useRuns } from "../useRuns";
import styles from "./Members.module.css";
import { type Member, membersOf } from "./members";
import { useFollowing } from "./useFollowing";
import { useRivals } from "./useRivals";
import { useVariantTexts } from "./useVariantTexts";

/** Above the curves: the variants beside each other, each with its colour and how far it came. A press shows its run. */
export function Members({ variants }: { variants: readonly Variant[] }) {
  const { t } = useVariantTexts();
  const runs = useRuns();
  const members = useMemo(() => membersOf(variants, runs), [variants, runs]);
  useRivals(members);
  useFollowing(members);
  return (
    <ul className={styles.members} aria-label={t("title")}>
      {members.map((member) => (
        <li key={member.name}>
          <MemberButton member={member} />
        </li>
      ))}
    </ul>
  );
}

export function useFigure(): (member: Member) => string {
  const { t } = useVariantTexts();
  return ({ run }) => {
    if (run === null) return t("notRun");
    const figure = run.metrics[keyOf(run.headline)];
    return figure === undefined || run.state === "failed"
      ? t(`run:states.${run.state as RunState}`)
      : measured(figure, run.headline);
  };
}

function MemberButton({ member }: { member: Member }) {
  const { t } = useVariantTexts();
  const figureOf = useFigure();
  const metrics = useMetricNames();
  const watched = useRun((state) => state.run);
  const share = useRun((state) => state.share);
  const { name, run } = member;
  const known = run === null ? null : metrics.full(run.headline);
  const colour = { "--run": run === null ? "transparent" : `var(${colourOf(run.number)})` };
  return (
    <button
      type="button"
      className={styles.member}
      style={colour as CSSProperties}
      aria-current={run !== null && run.id === watched}
      disabled={run === null}
      data-state={run?.state}
      title={known === null ? undefined : `${t("show")} · ${known}`}
      onClick={() => run !== null && watchedRun.open(run.id, share)}
    >
      <i className={styles.swatch} aria-hidden="true" />
      <b>{name}</b>
      <span>{figureOf(member)}</span>
    </button>
  );
}
