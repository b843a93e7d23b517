import type { CSSProperties } from "react";
import styles from "./WritingView.module.css";
import { runsOf, type WrittenLetter } from "./writing";

/** A text whose letters are the darker the more of a surprise each was to the network. */
export function TintedText({ letters }: { letters: readonly WrittenLetter[] }) {
  return runsOf(letters).map(({ level, text }, at) => (
    <span
      // biome-ignore lint/suspicious/noArrayIndexKey: a run of letters is its place.
      key={at}
      className={styles.tint}
      style={{ "--level": level } as CSSProperties}
    >
      {text}
    </span>
  ));
}
