import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { count } from "@/ui/format";
import { ConfusionView } from "@/views/ConfusionView";
import { countsOf } from "@/views/matrix";
import { useShownMatrix } from "@/views/useShownMatrix";
import type { PanelSize } from "./LearningPanel";
import { Panel } from "./Panel";
import { useDataset } from "./useDataset";

/** Which class is taken for which. */
export function ConfusionPanel(size: PanelSize) {
  const { t } = useTranslation(["run", "views"]);
  const dataset = useDataset();
  const frame = useShownMatrix();
  const counts = useMemo(() => (frame === null ? null : countsOf(frame)), [frame]);
  return (
    <Panel
      title={t("run:panels.confusion")}
      {...size}
      reading={
        counts !== null && (
          <span>
            {t("views:confusion.wrong", {
              wrong: count(counts.wrong),
              total: count(counts.total),
            })}
          </span>
        )
      }
    >
      <ConfusionView classNames={dataset?.class_names} />
    </Panel>
  );
}
