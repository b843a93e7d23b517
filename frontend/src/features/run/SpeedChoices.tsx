import { Menu } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { count } from "@/ui/format";
import { type Opener, PressedMenu } from "@/ui/PressedMenu";
import { SPEEDS } from "./speeds";

interface SpeedChoicesProps {
  opener: Opener;
  enabled: boolean;
  speed: number;
  onSpeed: (speed: number) => void;
}

/** Behind the speed's button. */
export function SpeedChoices({ opener, enabled, speed: now, onSpeed }: SpeedChoicesProps) {
  const { t } = useTranslation("run");
  const name = (speed: number) =>
    speed === 0 ? t("speed.full") : t("speed.steps", { count: speed, speed: count(speed) });
  return (
    <PressedMenu opener={opener} position="top-start" width={200} disabled={!enabled}>
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
    </PressedMenu>
  );
}
