import { Menu } from "@mantine/core";
import { Gauge } from "lucide-react";
import { useTranslation } from "react-i18next";
import { count } from "@/ui/format";
import styles from "./Transport.module.css";

/** Steps a second; 0 is as fast as it goes. */
const SPEEDS = [0, 10, 2, 1] as const;

/** Slow motion: so slow that every step can be followed. */
export function SpeedMenu({
  enabled,
  speed: now,
  onSpeed,
}: {
  enabled: boolean;
  speed: number;
  onSpeed: (speed: number) => void;
}) {
  const { t } = useTranslation("run");
  const name = (speed: number) =>
    speed === 0 ? t("speed.full") : t("speed.steps", { count: speed, speed: count(speed) });
  const short = now === 0 ? t("speed.full") : t("speed.short", { speed: count(now) });
  return (
    <Menu position="top-start" width={200} disabled={!enabled}>
      <Menu.Target>
        <button
          type="button"
          className={styles.speedButton}
          aria-label={t("speed.label", { speed: short })}
          title={t("speed.title")}
          data-slow={now > 0}
          disabled={!enabled}
        >
          <Gauge size={15} />
          {now > 0 && <span>{short}</span>}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t("speed.title")}</Menu.Label>
        <Menu.RadioGroup value={String(now)} onChange={(speed) => onSpeed(Number(speed))}>
          {SPEEDS.map((speed) => (
            <Menu.RadioItem key={speed} value={String(speed)}>
              {name(speed)}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}
