import { watchedRun } from "@/api/runStore";
import { useRun } from "../run/useRun";
import type { End } from "./drawRivals";
import styles from "./RivalNames.module.css";

/** The name of each line at its end. A press shows that run; the keyboard has the same names above the charts. */
export function RivalNames({ ends }: { ends: readonly End[] }) {
  const watched = useRun((state) => state.run);
  const share = useRun((state) => state.share);
  return (
    <div className={styles.names} aria-hidden="true">
      {ends.map(({ run, name, colour, x, y }) => (
        <button
          key={run}
          type="button"
          className={styles.name}
          data-rival={name}
          data-own={run === watched}
          style={{ left: x, top: y, color: `var(${colour})` }}
          tabIndex={-1}
          onClick={() => watchedRun.open(run, share)}
        >
          {name}
        </button>
      ))}
    </div>
  );
}
