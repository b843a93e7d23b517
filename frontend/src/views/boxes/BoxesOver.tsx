import type { CSSProperties } from "react";
import { percent } from "@/ui/format";
import { runOf } from "../surface/marks";
import styles from "./BoxesOver.module.css";
import type { JudgedBox, ObjectBox } from "./boxes";

interface BoxesOverProps {
  /** True boxes: dashed. */
  truth?: readonly ObjectBox[];
  /** What a network has found: drawn through, each with the colour of its class. */
  found?: readonly JudgedBox[];
  /** Sides of the picture under them, in pixels. */
  width: number;
  height: number;
  /** What the classes are called; where none are given, no box is named. */
  names?: readonly string[];
  /** Which of the found boxes is pointed at; null where none is. */
  onPoint?: ((at: number | null) => void) | undefined;
}

const NONE: readonly never[] = [];

const coloured = ({ label }: ObjectBox): CSSProperties => ({ color: `var(--run-${runOf(label)})` });

const sidesOf = ({ left, top, right, low }: ObjectBox) => ({
  x: left,
  y: top,
  width: Math.max(0, right - left),
  height: Math.max(0, low - top),
});

/** Boxes over a picture that fills the element around both. */
export function BoxesOver(props: BoxesOverProps) {
  const { truth = NONE, found = NONE, width, height, names = NONE, onPoint } = props;
  return (
    <svg className={styles.over} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      {truth.map((box) => (
        <g key={`${box.left} ${box.top} ${box.label}`} style={coloured(box)}>
          <rect data-true="true" {...sidesOf(box)} />
          {found.length === 0 && <Name box={box} name={names[box.label]} />}
        </g>
      ))}
      {/* The surest last, above all others. */}
      {found.toReversed().map(({ box, right }, turned) => {
        const at = found.length - 1 - turned;
        const name = names[box.label];
        return (
          <g key={at} style={coloured(box)} data-wrong={!right}>
            <rect
              {...sidesOf(box)}
              opacity={0.35 + 0.65 * box.confidence}
              {...(onPoint && {
                "data-pointed": "true",
                onPointerEnter: () => onPoint(at),
                onPointerLeave: () => onPoint(null),
              })}
            />
            <Name box={box} name={name && `${name} ${percent(box.confidence, 0)}`} />
          </g>
        );
      })}
    </svg>
  );
}

const TEXT = 5;

/** Above its box, or within where there is no room above. */
function Name({ box, name = "" }: { box: ObjectBox; name?: string | undefined }) {
  if (name === "") return null;
  return (
    <text x={Math.max(0, box.left)} y={box.top < TEXT ? box.top + TEXT : box.top - 1}>
      {name}
    </text>
  );
}
