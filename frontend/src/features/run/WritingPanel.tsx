import { useTranslation } from "react-i18next";
import { ShownStep } from "@/views/canvas/ShownStep";
import { useDataset } from "@/views/run/useDataset";
import { useShownFrame } from "@/views/run/useShownFrame";
import { useToldRole } from "@/views/run/useSnapshot";
import { TintKey, WritingView } from "@/views/writing/WritingView";
import { Panel } from "./Panel";

/** What the network writes by itself. */
export function WritingPanel() {
  const { t } = useTranslation("run");
  const role = useToldRole();
  const step = useShownFrame("writing", role)?.step;
  return (
    <Panel title={t("panels.writing")} legend={<ShownStep step={step} />} reading={<TintKey />}>
      <WritingView dataset={useDataset()} role={role} />
    </Panel>
  );
}
