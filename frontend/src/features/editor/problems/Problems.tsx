import { Popover } from "@mantine/core";
import { type ReactFlowInstance, useReactFlow } from "@xyflow/react";
import { Check, TriangleAlert } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useBegun, useToldProblems } from "@/graph/begun";
import { useCheck } from "@/graph/checkStore";
import { documentStore } from "@/graph/documentStore";
import type { Problem } from "@/graph/types";
import { Chip } from "@/ui/Chip";
import { useErrorText } from "@/ui/useErrorText";
import { announce } from "../editorStore";
import { LazyMends } from "../OnDemand";
import styles from "./Problems.module.css";

function jump(flow: ReactFlowInstance, { where }: Problem): void {
  const node = flow.getNode(where.node);
  if (!node) return;
  documentStore.getState().select([where.node]);
  const { zoom } = flow.getViewport();
  const x = node.position.x + (node.width ?? 0) / 2;
  void flow.setCenter(x, node.position.y, { zoom: Math.max(zoom, 0.6), duration: 200 });
}

/** How many problems there are, and behind that the list; each leads to its node. */
export function Problems() {
  const { t } = useTranslation("editor");
  const flow = useReactFlow();
  const errorText = useErrorText();
  const problems = useToldProblems();
  const begun = useBegun();
  const answered = useCheck((state) => state.answer !== null);
  const failed = useCheck((state) => state.failed);
  const [opened, setOpened] = useState(false);
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
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="top-end"
      offset={8}
      width={340}
      shadow="md"
      returnFocus
    >
      <Popover.Target>
        <button type="button" className={styles.pill} onClick={() => setOpened(!opened)}>
          <Chip tone="danger" icon={<TriangleAlert size={13} />}>
            {t("problems.some", { count })}
          </Chip>
        </button>
      </Popover.Target>
      <Popover.Dropdown className={styles.list} aria-label={t("problems.list")}>
        <ul>
          {problems.map((problem) => (
            <li
              key={`${problem.code} ${JSON.stringify(problem.where)} ${JSON.stringify(problem.params)}`}
            >
              <button type="button" className={styles.problem} onClick={() => jump(flow, problem)}>
                {errorText(problem)}
              </button>
              <LazyMends problem={problem} />
            </li>
          ))}
        </ul>
      </Popover.Dropdown>
    </Popover>
  );
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
