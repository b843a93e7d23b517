import styles from "./HeatOver.module.css";

interface HeatOverProps {
  /** Of each cell, row by row: 255 · p that something lies there. */
  objectness: Uint8Array;
  rows: number;
  columns: number;
}

/** How sure each cell of the grid is that something lies in it, over the picture. */
export function HeatOver({ objectness, rows, columns }: HeatOverProps) {
  return (
    <svg
      className={styles.over}
      viewBox={`0 0 ${columns} ${rows}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {Array.from(objectness, (value, at) => (
        <rect
          // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place
          key={at}
          x={at % columns}
          y={Math.floor(at / columns)}
          width={1}
          height={1}
          fillOpacity={(0.75 * value) / 255}
        />
      ))}
    </svg>
  );
}
