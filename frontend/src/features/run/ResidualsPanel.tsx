import { useTranslation } from "react-i18next";
import { targetField } from "@/api/dataFields";
import { ResidualsView } from "@/views/residuals/ResidualsView";
import { useDataset } from "@/views/run/useDataset";
import { Panel } from "./Panel";

/** By how much the network misses the numbers that it is to give. */
export function ResidualsPanel() {
  const { t } = useTranslation("run");
  const dataset = useDataset();
  return (
    <Panel title={t("panels.residuals")}>
      <ResidualsView name={dataset && targetField(dataset)?.names[0]} />
    </Panel>
  );
}
