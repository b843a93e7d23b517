import { useState } from "react";
import { useTranslation } from "react-i18next";
import { count } from "@/ui/format";
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
import { useRunDepths } from "./useRunDepths";

const MEASURES: readonly DepthSight[] = ["gradient", "output", "sizes"];

/** Whether the gradient reaches the first layers: with the first weights, and with those of the run at any step. */
export function DepthPanel() {
  const { t } = useTranslation("run");
  const { t: tell } = useUnrunTexts();
  const role = useToldRole();
  const [measure, setMeasure] = useState<DepthSight>("gradient");
  const { depths: first, waiting, flops, measureIt } = useDepths(role);
  const learnt = useRunDepths(role);
  // Without its skips a network that has learnt with them is another one.
  const depths = learnt === null ? first : { whole: learnt.whole, without: null };
  const step = count(learnt?.step ?? 0);
  return (
    <Panel
      title={t("panels.depth")}
      reading={
        depths.whole !== null && (
          <PanelReading
            long={tell("depth.step", { step, samples: depths.whole.samples })}
            short={tell("depth.stepShort", { step })}
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
