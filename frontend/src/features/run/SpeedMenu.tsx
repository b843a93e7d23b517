import { Gauge } from "lucide-react";
import { useTranslation } from "react-i18next";
import { count } from "@/ui/format";
import { useWhenPressed } from "@/ui/useWhenPressed";
import styles from "./Transport.module.css";

const load = () => import("./SpeedChoices").then(({ SpeedChoices }) => SpeedChoices);

interface SpeedMenuProps {
  enabled: boolean;
  speed: number;
  onSpeed: (speed: number) => void;
}

/** Slow motion: so slow that every step can be followed. */
export function SpeedMenu(props: SpeedMenuProps) {
  const { enabled, speed: now } = props;
  const { t } = useTranslation("run");
  const [Choices, waiting] = useWhenPressed("menu", load);
  const short = now === 0 ? t("speed.full") : t("speed.short", { speed: count(now) });
  const opener = (
    <button
      type="button"
      className={styles.speedButton}
      aria-label={t("speed.label", { speed: short })}
      title={t("speed.title")}
      data-slow={now > 0}
      disabled={!enabled}
      {...waiting}
    >
      <Gauge size={15} />
      {now > 0 && <span>{short}</span>}
    </button>
  );
  return Choices === null ? opener : <Choices {...props} opener={opener} />;
}
