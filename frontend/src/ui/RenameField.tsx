import { useRef, useState } from "react";
import styles from "./RenameField.module.css";

interface RenameFieldProps {
  /** What the field is called. */
  label: string;
  title: string;
  longest?: number;
  onRename: (title: string) => void;
  onDone: () => void;
}

const LONGEST = 200;

/** The title as a field: Enter or leaving keeps it, Escape gives it back. */
export function RenameField(props: RenameFieldProps) {
  const { label, title, longest = LONGEST, onRename, onDone } = props;
  const [text, setText] = useState(title);
  const finished = useRef(false);
  const finish = (keep: boolean) => {
    // Enter takes the field away, which blurs it.
    if (finished.current) return;
    finished.current = true;
    const wanted = text.trim();
    if (keep && wanted !== "" && wanted !== title) onRename(wanted);
    onDone();
  };
  return (
    <input
      className={styles.field}
      aria-label={label}
      value={text}
      maxLength={longest}
      // biome-ignore lint/a11y/noAutofocus: the reader asked for the field, and types at once
      autoFocus
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={() => finish(true)}
      onKeyDown={(event) => {
        if (event.key === "Enter" && !event.nativeEvent.isComposing) finish(true);
        if (event.key === "Escape") finish(false);
      }}
    />
  );
}
