import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Segmented } from "@/ui/Segmented";
import { ShownStep } from "@/views/canvas/ShownStep";
import { HistogramsView } from "@/views/layers/HistogramsView";
import { SPREADS, type Spread } from "@/views/layers/histogram";
import { RolesWhenSeveral } from "@/views/roles/RolesWhenSeveral";
import { useShownFrame } from "@/views/run/useShownFrame";
import { useToldRole } from "@/views/run/useSnapshot";
import styles from "./Dock.module.css";
import { Panel } from "./Panel";

/** How activations, weights and gradients are spread while the network learns. */
export function HistogramsPanel() {
  const { t } = useTranslation(["run", "views"]);
  const role = useToldRole();
  const reading = useShownFrame("histograms", role);
  const [of, setOf] = useState<Spread>("activations");
  return (
    <Panel title={t("run:panels.histograms")} reading={<ShownStep step={reading?.step} />}>
      <div className={styles.stack}>
        <div className={styles.choices}>
          <Segmented
            label={t("run:histograms.name")}
            action="spread"
            value={of}
            segments={SPREADS.map((value) => ({ value, label: t(`views:histograms.of.${value}`) }))}
            onChange={setOf}
          />
          <RolesWhenSeveral />
        </div>
        <HistogramsView role={role} of={of} />
      </div>
    </Panel>
  );
}
