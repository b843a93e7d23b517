import { useStore } from "zustand";
import { watchedRun } from "@/api/runStore";
import type { Experiment } from "@/schema/schema.gen";
import { count, learningRate } from "@/ui/format";
import { useSetupTexts } from "@/ui/laterTexts";
import { lastChange } from "@/views/run/lastChange";
import { useSettingName } from "@/views/run/useSettingName";
import { liveSettings } from "./liveSettings";
import styles from "./Setup.module.css";

interface InForceProps {
  /** The experiment as it stands in the fields, and as the run took it. */
  here: Experiment;
  asked: Experiment;
}

/** With what the run under way trains where that is not what the fields say: one sentence for each. */
export function InForce({ here, asked }: InForceProps) {
  const { t } = useSetupTexts();
  const settingName = useSettingName();
  const settings = [...liveSettings(here)];
  // Told anew only when a change came in: steps pass all the time.
  useStore(watchedRun.summary, () => settings.map(([name]) => lastChange(name)?.value).join());
  const first = liveSettings(asked);
  const other = settings.flatMap(([name, { owner, value }]) => {
    const before = first.get(name);
    const change = lastChange(name);
    const now = change?.value ?? before?.value;
    if (before?.owner !== owner || now === undefined || now === value) return [];
    return [{ name, now, value, step: change?.step ?? 0 }];
  });
  if (other.length === 0) return null;
  return (
    <ul className={styles.inForce}>
      {other.map(({ name, now, value, step }) => {
        const words = {
          setting: settingName(name),
          now: learningRate(now),
          here: learningRate(value),
        };
        return (
          <li key={name}>
            {step > 0
              ? t("training.inForceSince", { ...words, step: count(step) })
              : t("training.inForce", words)}
          </li>
        );
      })}
    </ul>
  );
}
