import type { ReactNode } from "react";
import styles from "./QuietWords.module.css";

/** What a view says in the place of its picture. */
export function QuietWords({ children }: { children: ReactNode }) {
  return <p className={styles.words}>{children}</p>;
}
