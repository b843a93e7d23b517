import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { percent } from "@/ui/format";
import styles from "./BoxesView.module.css";
import { boxesLook, toggleHeat } from "./boxesLook";

/** From how sure on a box is drawn, and whether the grid is. */
export function BoxesFoot() {
  const { t } = useTranslation("views");
  const { least, heat } = useStore(boxesLook);
  const told = percent(least, 0);
  return (
    <div className={styles.foot}>
      <label className={styles.least}>
        <span>{t("boxes.least", { least: told })}</span>
        <input
          type="range"
          aria-valuetext={told}
          min={5}
          max={95}
          step={5}
          value={Math.round(least * 100)}
          onChange={(event) => boxesLook.setState({ least: Number(event.target.value) / 100 })}
        />
      </label>
      <button
        type="button"
        className={styles.heat}
        data-action="objectness"
        aria-pressed={heat}
        title={t("boxes.heatLong")}
        onClick={toggleHeat}
      >
        {t("boxes.heat")}
      </button>
    </div>
  );
}
