import type { ReactNode } from "react";
import styles from "./Segmented.module.css";

export interface Segment<Value extends string> {
  value: Value;
  label: ReactNode;
  /** The segment's language, where it differs from the page's. */
  lang?: string;
}

interface SegmentedProps<Value extends string> {
  label: string;
  value: Value;
  segments: readonly Segment<Value>[];
  onChange: (value: Value) => void;
  /** On a floating surface: the pressed segment takes the accent. */
  accent?: boolean;
  /** What the choice is called among the actions of the page. */
  action?: string;
}

/** A choice of one among few, all in sight. */
export function Segmented<Value extends string>(props: SegmentedProps<Value>) {
  return (
    <fieldset className={styles.segmented} data-accent={props.accent} aria-label={props.label}>
      {props.segments.map((segment) => (
        <button
          key={segment.value}
          type="button"
          className={styles.segment}
          data-action={props.action && `${props.action}-${segment.value}`}
          lang={segment.lang}
          aria-pressed={segment.value === props.value}
          onClick={() => props.onChange(segment.value)}
        >
          {segment.label}
        </button>
      ))}
    </fieldset>
  );
}
