import styles from "./Dock.module.css";

interface PanelReadingProps {
  long: string;
  short: string;
  /** How wide a panel must be for the long form: legends beside the title take room, too. */
  room?: "little" | "usual" | "wide";
}

/** What a panel's head says at the right, in fewer words where the panel is narrow. */
export function PanelReading({ long, short, room = "usual" }: PanelReadingProps) {
  return (
    <>
      <span className={styles.long} data-room={room}>
        {long}
      </span>
      <span className={styles.short} data-room={room}>
        {short}
      </span>
    </>
  );
}
