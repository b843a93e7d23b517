import { useState } from "react";
import { Chip } from "@/ui/Chip";
import { useHealthTexts } from "@/ui/laterTexts";
import { Segmented } from "@/ui/Segmented";
import { HealthView, settles } from "@/views/layers/HealthView";
import { allWell, faulty, type Measure, measuresOf } from "@/views/layers/health";
import { RolesWhenSeveral } from "@/views/roles/RolesWhenSeveral";
import { useRun } from "@/views/run/useRun";
import { useShownFrame } from "@/views/run/useShownFrame";
import { useToldRole } from "@/views/run/useSnapshot";
import styles from "./Dock.module.css";
import { Panel } from "./Panel";
import { PanelReading } from "./PanelReading";

const NOTHING = { nodes: [] };

/** Whether every layer learns: its gradient, its pace, its silent units. */
export function HealthPanel() {
  const { t } = useHealthTexts();
  const role = useToldRole();
  const [measure, setMeasure] = useState<Measure>("update");
  const reading = useShownFrame("layer_health", role);
  const failed = useRun((run) => run.state === "failed");
  const measures = measuresOf(reading?.frame ?? NOTHING);
  // Four of them have no room for long names.
  const nameOf = (value: Measure) =>
    value === "update" && measures.length > 3 ? t("health:update") : t(`health:measures.${value}`);
  const ill = reading === null ? 0 : faulty(reading.frame).length;
  return (
    <Panel
      title={t("run:panels.health")}
      reading={
        reading !== null &&
        (ill === 0 ? (
          // Too short a time to name a layer is no sign of health in a run that failed.
          !failed &&
          // What is outside its band is not well, and not a fault before it has held.
          allWell(reading.frame) && (
            <Chip tone="ok">
              {settles(reading) ? (
                t("run:health.settling")
              ) : (
                <PanelReading
                  long={t("run:health.well")}
                  short={t("run:health.wellShort")}
                  room="little"
                />
              )}
            </Chip>
          )
        ) : (
          <Chip tone="warn">
            <PanelReading
              long={t("run:health.ill", { count: ill })}
              short={t("run:health.illShort", { count: ill })}
            />
          </Chip>
        ))
      }
    >
      <div className={styles.stack}>
        <div className={styles.choices}>
          <Segmented
            label={t("health:measure")}
            action="health"
            value={measure}
            segments={measures.map((value) => ({ value, label: nameOf(value) }))}
            onChange={setMeasure}
          />
          <RolesWhenSeveral />
        </div>
        <HealthView role={role} measure={measure} />
      </div>
    </Panel>
  );
}
