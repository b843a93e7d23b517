import { BOX, drawnLines, drawnPairs } from "./lines";
import styles from "./Pictures.module.css";

const VIEW = `0 0 ${BOX.width} ${BOX.height}`;

interface LinesPictureProps {
  lines: readonly (readonly number[])[];
  /** At the end of each line. */
  names?: readonly string[];
}

/** Curves over each other, each with its name. */
export function LinesPicture({ lines, names = [] }: LinesPictureProps) {
  return (
    <svg className={styles.drawn} viewBox={VIEW} aria-hidden="true">
      {drawnLines(lines, names).map(({ path, x, y }, at) => {
        const colour = { "--run": `var(--run-${(at % 8) + 1})` } as React.CSSProperties;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
          <g key={at} style={colour}>
            <path className={styles.line} d={path} />
            {names[at] !== undefined && (
              <text className={styles.name} x={x} y={y} dominantBaseline="central">
                {names[at]}
              </text>
            )}
          </g>
        );
      })}
    </svg>
  );
}

/** What a network says against what is true. */
export function PairsPicture({ pairs }: { pairs: Float32Array }) {
  const { equal, points } = drawnPairs(pairs);
  return (
    <svg className={styles.drawn} viewBox={VIEW} aria-hidden="true">
      <path className={styles.equal} d={equal} />
      {points.map(([x, y], at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a point is its place
        <circle key={at} className={styles.point} cx={x} cy={y} r={1.9} />
      ))}
    </svg>
  );
}
