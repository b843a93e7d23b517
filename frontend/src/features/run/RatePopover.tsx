import { Popover } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { roleOf } from "@/api/metrics";
import { learners } from "@/graph/optimizers";
import type { Opener } from "@/ui/PressedMenu";
import { PressedPopover } from "@/ui/PressedPopover";
import { Segmented } from "@/ui/Segmented";
import { useRoleName } from "@/ui/useRoleName";
import { useToldExperiment } from "@/views/run/useSnapshot";
import styles from "./LearningRate.module.css";
import { RateForm } from "./RateForm";

interface RatePopoverProps {
  opener: Opener;
  /** The rate on screen, by its name among the metrics, and its value. */
  rate: string;
  now: number | null;
  rates: readonly string[];
  onRate: (rate: string) => void;
}

/** Behind the learning rate; its field takes the focus. With several networks: whose rate. */
export function RatePopover({ opener, rate, now, rates, onRate }: RatePopoverProps) {
  const { t } = useTranslation("run");
  const roleName = useRoleName();
  const [only = ""] = learners(useToldExperiment());
  return (
    <PressedPopover opener={opener} position="top-start" trapFocus returnFocus>
      {(opened, close) => (
        <Popover.Dropdown className={styles.dropdown}>
          {rates.length > 1 && (
            <Segmented
              label={t("rate.whose")}
              value={rate}
              segments={rates.map((value) => ({ value, label: roleName(roleOf(value)) }))}
              onChange={onRate}
              accent
            />
          )}
          {opened && <RateForm key={rate} role={roleOf(rate) || only} now={now} onDone={close} />}
        </Popover.Dropdown>
      )}
    </PressedPopover>
  );
}
