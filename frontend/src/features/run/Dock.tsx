import { useMediaQuery } from "@mantine/hooks";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { NodeLarge } from "@/views/NodeLarge";
import { ConfusionPanel } from "./ConfusionPanel";
import styles from "./Dock.module.css";
import { DrawingPanel } from "./DrawingPanel";
import { dockView } from "./dockView";
import { LearningPanel } from "./LearningPanel";

const PANELS = [LearningPanel, ConfusionPanel, DrawingPanel] as const;
const NAMES = ["panels.learning", "panels.confusion", "panels.drawing"] as const;

/** The live views under the canvas. */
export function Dock() {
  const { t } = useTranslation("run");
  const narrow = useMediaQuery("(max-width: 1023px)", false, { getInitialValueInEffect: false });
  const { large, front, enlarge, bringForward } = useStore(dockView);
  const only = large ?? (narrow ? front : null);
  return (
    <div className={styles.room}>
      <div className={styles.dock} data-one={only !== null}>
        {narrow && (
          <div className={styles.tabs} role="tablist" aria-label={t("dock")}>
            {NAMES.map((name, index) => (
              <button
                key={name}
                type="button"
                role="tab"
                aria-selected={index === only}
                onClick={() => bringForward(index)}
              >
                {t(name)}
              </button>
            ))}
          </div>
        )}
        {PANELS.map((Each, index) =>
          only === null || only === index ? (
            <Each key={NAMES[index]} large={large === index} onLarge={() => enlarge(index)} />
          ) : null,
        )}
      </div>
      <NodeLarge />
    </div>
  );
}
