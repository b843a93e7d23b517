import { useTranslation } from "react-i18next";
import { loss as figure } from "@/ui/format";
import styles from "./ColourBar.module.css";

/** Which colour stands for which value: symmetric around 0, with figures. */
export function ColourBar({ scale }: { scale: number }) {
  const { t } = useTranslation("views");
  const marks = [-scale, 0, scale];
  return (
    <div
      className={styles.bar}
      role="img"
      aria-label={t("large.bar", { least: figure(-scale), most: figure(scale) })}
    >
      <div className={styles.colours} />
      <div className={styles.figures} aria-hidden>
        {marks.map((value) => (
          <span key={value}>{value === 0 ? "0" : figure(value)}</span>
        ))}
      </div>
    </div>
  );
}
