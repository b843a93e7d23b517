import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Segmented } from "@/ui/Segmented";
import { RolesWhenSeveral } from "@/views/roles/RolesWhenSeveral";
import { useToldRole } from "@/views/run/useSnapshot";
import { DepthView } from "@/views/unrun/DepthView";
import type { DepthSight } from "@/views/unrun/depth";
import { useUnrunTexts } from "@/views/unrun/useUnrunTexts";
import styles from "../Dock.module.css";
import { Panel } from "../Panel";
import { PanelReading } from "../PanelReading";
import { useDepths } from "./useDepths";

const MEASURES: readonly DepthSight[] = ["gradient", "output", "sizes"];

/** Whether the gradient reaches the first layers, with the first weights. */
export function DepthPanel() {
  const { t } = useTranslation("run");
  const { t: tell } = useUnrunTexts();
  const role = useToldRole();
  const [measure, setMeasure] = useState<DepthSight>("gradient");
  const { depths, waiting, flops, measureIt } = useDepths(role);
  return (
    <Panel
      title={t("panels.depth")}
      reading={
        depths.whole !== null && (
          <PanelReading
            long={tell("depth.step", { samples: depths.whole.samples })}
            short={tell("depth.stepShort")}
          />
        )
      }
    >
      <div className={styles.stack}>
        {depths.whole !== null && (
          <div className={styles.choices}>
            <Segmented
              label={tell("depth.measure")}
              action="depth"
              value={measure}
              segments={MEASURES.map((value) => ({ value, label: tell(`depth.${value}`) }))}
              onChange={setMeasure}
            />
            <RolesWhenSeveral />
          </div>
        )}
        <div className={styles.rest}>
          <DepthView {...{ role, depths, measure, waiting, flops }} onMeasure={measureIt} />
        </div>
      </div>
    </Panel>
  );
}
