import { useTranslation } from "react-i18next";
import { classNames, inputField } from "@/api/dataFields";
import { count } from "@/ui/format";
import { SurfaceView } from "@/views/surface/SurfaceView";
import { useShownSurface } from "@/views/surface/useShownSurface";
import { Panel } from "./Panel";
import { useDataset } from "./useDataset";

/** What the network answers over the plane that its points lie in. */
export function SurfacePanel() {
  const { t } = useTranslation(["run", "views"]);
  const dataset = useDataset();
  const { reading, role, other } = useShownSurface();
  return (
    <Panel
      title={t("run:panels.surface")}
      reading={
        reading !== null &&
        `${other ? `${role} · ` : ""}${t("views:timeline.step", { step: count(reading.step) })}`
      }
    >
      <SurfaceView axes={dataset && inputField(dataset)?.names} classNames={classNames(dataset)} />
    </Panel>
  );
}
