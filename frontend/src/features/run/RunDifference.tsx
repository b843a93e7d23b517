import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { snapshotOf } from "@/api/watchedSnapshot";
import { type Difference, differences } from "@/graph/differences";
import type { ListedRun } from "@/schema/schema.gen";
import { count } from "@/ui/format";
import { useRun } from "@/views/run/useRun";
import styles from "./RunStatus.module.css";
import { useDifferenceWords } from "./useDifferenceWords";

function useDifferences(run: string, before: string): Difference[] | undefined {
  const share = useRun((state) => state.share);
  return useQuery({
    queryKey: ["differences", run, before],
    queryFn: async () =>
      differences(...(await Promise.all([snapshotOf(before, share), snapshotOf(run, share)]))),
    staleTime: Number.POSITIVE_INFINITY,
  }).data;
}

/** In one sentence, what a run does otherwise than the one before it. */
export function RunDifference({ run, before }: { run: ListedRun; before: ListedRun }) {
  const { t } = useTranslation("run");
  const words = useDifferenceWords();
  const found = useDifferences(run.id, before.id);
  const number = count(before.number);
  if (found === undefined) return <span className={styles.difference} />;
  const what = words(found);
  return (
    <span className={styles.difference}>
      {what === "" ? t("differs.same", { number }) : t("differs.sentence", { number, what })}
    </span>
  );
}
