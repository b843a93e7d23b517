import { type ReactNode, useEffect, useState } from "react";
import styles from "./LoadingBlocks.module.css";

interface LoadingBlocksProps {
  /** The final layout, drawn in blocks (`<Block/>`). */
  children: ReactNode;
  /** After 400 ms: what is being waited for. */
  sentence: string;
  /** After 4 s: why it takes long. */
  reason?: string;
}

const SENTENCE_AFTER_MS = 400;
const REASON_AFTER_MS = 4000;

/** The layout to come, still and grey. Nothing shimmers. */
export function LoadingBlocks({ children, sentence, reason }: LoadingBlocksProps) {
  const [phase, setPhase] = useState<"quiet" | "sentence" | "reason">("quiet");
  useEffect(() => {
    const timers = [
      setTimeout(() => setPhase("sentence"), SENTENCE_AFTER_MS),
      setTimeout(() => setPhase("reason"), REASON_AFTER_MS),
    ];
    return () => timers.forEach(clearTimeout);
  }, []);
  return (
    <div className={styles.loading} aria-busy="true">
      <div className={styles.layout} aria-hidden="true">
        {children}
      </div>
      <p className={styles.sentence} role="status">
        {phase !== "quiet" && sentence}
        {phase === "reason" && reason !== undefined && <span> {reason}</span>}
      </p>
    </div>
  );
}

interface BlockProps {
  width?: number | string;
  height?: number | string;
}

export function Block({ width = "100%", height = "100%" }: BlockProps) {
  return <div className={styles.block} style={{ width, height }} />;
}
