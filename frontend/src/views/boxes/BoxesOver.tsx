import { runOf } from "../surface/marks";
import styles from "./BoxesOver.module.css";
import type { ObjectBox } from "./boxes";

interface BoxesOverProps {
  boxes: readonly ObjectBox[];
  /** Sides of the picture under them, in pixels. */
  width: number;
  height: number;
  /** What the classes are called; where none are given, no box is named. */
  names?: readonly string[];
}

/** True boxes over a picture that fills the element around both, dashed in the colour of their class. */
export function BoxesOver({ boxes, width, height, names = [] }: BoxesOverProps) {
  return (
    <svg className={styles.over} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      {boxes.map((box) => (
        <g
          key={`${box.left} ${box.top} ${box.label}`}
          style={{ color: `var(--run-${runOf(box.label)})` }}
        >
          <rect
            data-true="true"
            x={box.left}
            y={box.top}
            width={box.right - box.left}
            height={box.low - box.top}
          />
          {names[box.label] !== undefined && <Name box={box} name={names[box.label] ?? ""} />}
        </g>
      ))}
    </svg>
  );
}

const TEXT = 7;

/** Above its box, or within where there is no room above. */
function Name({ box, name }: { box: ObjectBox; name: string }) {
  return (
    <text x={box.left} y={box.top < TEXT ? box.top + TEXT : box.top - 1.5}>
      {name}
    </text>
  );
}
