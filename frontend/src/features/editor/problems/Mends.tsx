import { useReactFlow } from "@xyflow/react";
import { useEffect, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { documentStore, useDocument } from "@/graph/documentStore";
import { networkOf } from "@/graph/experiment";
import { type Mend, type MendWords, mendsOf } from "@/graph/mends";
import type { Problem } from "@/graph/types";
import { focusNode } from "../canvas/focusing";
import { fitAll, view } from "../canvas/viewport";
import { makeRoom } from "../palette/inserting";
import { isNeat } from "../wires/neatness";
import styles from "./Mends.module.css";

const NO_WORDS: MendWords = {
  node: "",
  source: "",
  kind: "",
  name: "",
  value: "",
  units: 0,
  count: 1,
};

/** One step of undo, with the room that a new layer wants. A neat network is laid out anew once it is checked. */
function make({ edit, node, at }: Mend): void {
  const neat = isNeat();
  const { alter, select } = documentStore.getState();
  alter(edit);
  if (at !== undefined && !neat) makeRoom(node, at);
  select(node === "" ? [] : [node]);
}

/** With the sentence of a problem: the edits that it names, one press each. */
export function Mends({ problem }: { problem: Problem }) {
  const { t } = useTranslation("editor");
  const flow = useReactFlow();
  const network = useDocument(({ document, role, readOnly }) =>
    readOnly || role !== problem.where.role ? null : networkOf(document, role),
  );
  const mends = useMemo(() => (network ? mendsOf(problem, network) : []), [problem, network]);
  const offered = mends.length > 0;
  useEffect(() => {
    // The sentence has just grown.
    if (offered && view.whole) fitAll(flow);
  }, [offered, flow]);
  if (!offered) return null;
  return (
    <span className={styles.mends}>
      {mends.map((mend) => (
        <button
          key={mend.key + JSON.stringify(mend.words)}
          type="button"
          className={`${styles.mend} nodrag nopan`}
          onClick={(event) => {
            event.stopPropagation();
            make(mend);
            // The button goes with the problem: the keyboard goes on at the layer.
            if (mend.node !== "") requestAnimationFrame(() => focusNode(mend.node, flow));
          }}
        >
          {t(`mends.${mend.key}`, { ...NO_WORDS, ...mend.words })}
        </button>
      ))}
    </span>
  );
}
