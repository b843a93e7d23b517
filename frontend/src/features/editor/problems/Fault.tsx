import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { useProblems } from "@/graph/checkStore";
import { useDocument } from "@/graph/documentStore";
import { nodeOf } from "@/graph/faults";
import { pathOf } from "@/graph/sheet";
import type { Problem } from "@/graph/types";
import { useErrorText } from "@/ui/useErrorText";
import styles from "./Fault.module.css";
import { Mends } from "./Mends";
import { usePlace } from "./usePlace";

export interface FaultProps {
  problem: Problem;
  more: number;
  leads: boolean;
  selected: boolean;
}

/** One sentence at a time: that of a selected layer, else the first. */
export function Fault({ problem, more, leads, selected }: FaultProps) {
  const { t } = useTranslation("editor");
  const errorText = useErrorText();
  const problems = useProblems();
  const outshone = useDocument(({ document, selection }) =>
    selection.some((id) =>
      problems.some(
        (each) => pathOf(document, { role: each.where.role, name: nodeOf(each) }) === id,
      ),
    ),
  );
  const shown = selected || (leads && !outshone);
  const sentence = useRef<HTMLParagraphElement>(null);
  const { x, y, scale } = usePlace(sentence);
  return (
    <p
      ref={sentence}
      className={styles.fault}
      data-sentence={shown}
      style={{ transform: `translate(${x}px, ${y}px) scale(${scale})` }}
    >
      {errorText(problem)}
      {more > 0 && <span> {t("node.more", { count: more })}</span>}
      {shown && <Mends problem={problem} />}
    </p>
  );
}
