import { Check, TriangleAlert } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useBegun, useToldProblems } from "@/graph/begun";
import { useCheck } from "@/graph/checkStore";
import type { Problem } from "@/graph/types";
import { Chip } from "@/ui/Chip";
import { useWhenPressed } from "@/ui/useWhenPressed";
import { announce } from "../editorStore";
import styles from "./Problems.module.css";

const load = () => import("./ProblemList").then(({ ProblemList }) => ProblemList);

/** How many problems there are, and behind that the list; each leads to its node. */
export function Problems() {
  const { t } = useTranslation("editor");
  const problems = useToldProblems();
  const begun = useBegun();
  const answered = useCheck((state) => state.answer !== null);
  const failed = useCheck((state) => state.failed);
  const count = problems.length;
  useAnnounced(count, answered && begun);

  if (failed) return <Chip tone="warn">{t("problems.unchecked")}</Chip>;
  if (!answered) return <Chip>{t("problems.checking")}</Chip>;
  if (!begun) return <Chip>{t("problems.start")}</Chip>;
  if (count === 0) {
    return (
      <Chip tone="ok" icon={<Check size={13} />}>
        {t("problems.none")}
      </Chip>
    );
  }
  return <Pill problems={problems} />;
}

function Pill({ problems }: { problems: readonly Problem[] }) {
  const { t } = useTranslation("editor");
  const [List, waiting] = useWhenPressed("dialog", load);
  const opener = (
    <button type="button" className={styles.pill} data-action="problems" {...waiting}>
      <Chip tone="danger" icon={<TriangleAlert size={13} />}>
        {t("problems.some", { count: problems.length })}
      </Chip>
    </button>
  );
  return List === null ? opener : <List problems={problems} opener={opener} />;
}

/** Says when the number of problems changes, not what it was at first. */
function useAnnounced(count: number, answered: boolean): void {
  const { t } = useTranslation("editor");
  const before = useRef<number | null>(null);
  useEffect(() => {
    if (!answered) return;
    if (before.current !== null && before.current !== count) {
      announce(count === 0 ? t("news.valid") : t("news.problems", { count }));
    }
    before.current = count;
  }, [count, answered, t]);
}
