import { Popover } from "@mantine/core";
import type { Opener } from "@/ui/PressedMenu";
import { PressedPopover } from "@/ui/PressedPopover";
import styles from "./LearningRate.module.css";
import { RateForm } from "./RateForm";

/** Behind the learning rate; its field takes the focus. */
export function RatePopover({ opener, now }: { opener: Opener; now: number | null }) {
  return (
    <PressedPopover opener={opener} position="top-start" trapFocus returnFocus>
      {(opened, close) => (
        <Popover.Dropdown className={styles.dropdown}>
          {opened && <RateForm now={now} onDone={close} />}
        </Popover.Dropdown>
      )}
    </PressedPopover>
  );
}
