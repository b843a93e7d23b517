import { useTranslation } from "react-i18next";
import { classNames, inputField } from "@/api/dataFields";
import { useDataset } from "@/views/run/useDataset";
import { SurfaceView } from "@/views/surface/SurfaceView";
import { Panel } from "./Panel";

/** What the network answers over the plane that its points lie in. */
export function SurfacePanel() {
  const { t } = useTranslation("run");
  const dataset = useDataset();
  return (
    <Panel title={t("panels.surface")}>
      <SurfaceView axes={dataset && inputField(dataset)?.names} classNames={classNames(dataset)} />
    </Panel>
  );
}
