import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { wayOf } from "@/graph/blocks/opened";
import { reveal } from "@/graph/blocks/openedLooking";
import { useProblems } from "@/graph/checkStore";
import { useDocument } from "@/graph/documentStore";
import { insideOn, pathOf } from "@/graph/sheet";
import type { Problem } from "@/graph/types";
import { useErrorText } from "@/ui/useErrorText";
import { useOpenedTexts } from "@/ui/useOpenedTexts";
import { goTo } from "../editorStore";
import styles from "./Fault.module.css";
import { Mends } from "./Mends";
import { usePlace } from "./usePlace";

export interface FaultProps {
  problem: Problem;
  more: number;
  leads: boolean;
  selected: boolean;
}

/** Into the closed block that a problem stands inside of. */
function Way({ problem }: { problem: Problem }) {
  const { t } = useOpenedTexts();
  const { role, node } = problem.where;
  const depth = useDocument((lying) => insideOn(lying)?.way.length ?? 0);
  const { way } = wayOf(node);
  if (way.length - 1 <= depth) return null;
  return (
    <button
      type="button"
      className={`${styles.way} nodrag nopan`}
      onClick={(event) => {
        event.stopPropagation();
        goTo(reveal({ role, name: node }));
      }}
    >
      {t("leads", { name: way[depth] })}
    </button>
  );
}

/** One sentence at a time: that of a selected layer, else the first. */
export function Fault({ problem, more, leads, selected }: FaultProps) {
  const { t } = useTranslation("editor");
  const errorText = useErrorText();
  const problems = useProblems();
  const outshone = useDocument((lying) =>
    lying.selection.some((id) =>
      problems.some(
        ({ where: { role, node } }) => node !== "" && pathOf(lying, { role, name: node }) === id,
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
      {shown && <Way problem={problem} />}
      {shown && <Mends problem={problem} />}
    </p>
  );
}
