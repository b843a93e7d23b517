import styles from "./Sparkline.module.css";

const WIDTH = 84;
const HEIGHT = 22;
const MARGIN = 2;

/** Points of a loss on a log axis, from the left edge to the right. */
export function sparklinePath(losses: readonly number[]): string {
  const logs = losses.filter((loss) => loss > 0 && Number.isFinite(loss)).map(Math.log);
  if (logs.length < 2) return "";
  const high = Math.max(...logs);
  const low = Math.min(...logs);
  const span = high - low || 1;
  return logs
    .map((log, index) => {
      const x = MARGIN + (index / (logs.length - 1)) * (WIDTH - 2 * MARGIN);
      const y = MARGIN + ((high - log) / span) * (HEIGHT - 2 * MARGIN);
      return `${index === 0 ? "M" : "L"}${x.toFixed(1)} ${y.toFixed(1)}`;
    })
    .join("");
}

export function Sparkline({ losses }: { losses: readonly number[] }) {
  const path = sparklinePath(losses);
  if (path === "") return null;
  return (
    <svg className={styles.line} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      <path d={path} />
    </svg>
  );
}
