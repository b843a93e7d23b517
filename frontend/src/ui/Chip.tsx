import type { ReactNode } from "react";
import styles from "./Chip.module.css";

export type ChipTone = "plain" | "live" | "ok" | "warn" | "danger";

interface ChipProps {
  tone?: ChipTone;
  /** A dot before the words; it breathes when live. */
  dot?: boolean;
  icon?: ReactNode;
  children: ReactNode;
}

/** A state in a word or two. */
export function Chip({ tone = "plain", dot = false, icon, children }: ChipProps) {
  return (
    <span className={styles.chip} data-tone={tone}>
      {dot && <i className={styles.dot} />}
      {icon}
      {children}
    </span>
  );
}
