import type { NodeProps } from "@xyflow/react";
import { Database } from "lucide-react";
import { memo } from "react";
import styles from "./HandedNode.module.css";
import { CHIP } from "./handed";
import type { HandedFlowNode } from "./roleNodes";

/** What an algorithm leads into a network: a double line with an arrow. Nobody draws it, drags it or takes it away. */
export const HandedNode = memo(function HandedNode({ data }: NodeProps<HandedFlowNode>) {
  const { path, size, end, label, carries, from, hint, wrong } = data;
  const head = `M${end.x} ${end.y}l-11 -6.5v13z`;
  return (
    <div className={styles.handed} data-wrong={wrong}>
      <svg className={styles.drawing} {...size} aria-hidden="true">
        <path className={styles.rim} d={path} />
        <path className={styles.core} d={path} />
        <path className={styles.head} d={head} />
        <path className={styles.grip} d={path}>
          <title>{hint}</title>
        </path>
      </svg>
      {from === "" ? (
        <span
          className={styles.label}
          style={{ transform: `translate(-50%, -50%) translate(${label.x}px, ${label.y}px)` }}
          title={hint}
          data-text
        >
          {carries}
        </span>
      ) : (
        <span
          className={styles.chip}
          style={{
            transform: `translate(${label.x}px, ${label.y}px)`,
            height: CHIP.height,
            maxWidth: CHIP.width,
          }}
          title={hint}
          data-text
        >
          <Database size={13} aria-hidden="true" />
          <b>{carries}</b>
          <span>{from}</span>
        </span>
      )}
    </div>
  );
});
