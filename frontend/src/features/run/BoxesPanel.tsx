import { useTranslation } from "react-i18next";
import { BoxesView } from "@/views/boxes/BoxesView";
import { ShownStep } from "@/views/canvas/ShownStep";
import { useDataset } from "@/views/run/useDataset";
import { useShownFrame } from "@/views/run/useShownFrame";
import { useToldRole } from "@/views/run/useSnapshot";
import { Panel } from "./Panel";
import { usePanelPlace } from "./panelPlace";

/** The boxes that the network finds in pictures of the test set. */
export function BoxesPanel() {
  const { t } = useTranslation(["run", "views"]);
  const role = useToldRole();
  const large = usePanelPlace()?.large ?? false;
  const step = useShownFrame("detections", role)?.step;
  return (
    <Panel
      title={t("run:panels.boxes")}
      legend={<ShownStep step={step} />}
      reading={<span>{t("views:boxes.key")}</span>}
    >
      <BoxesView dataset={useDataset()} {...{ role, large }} />
    </Panel>
  );
}
