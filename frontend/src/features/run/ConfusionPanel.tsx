import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { classNames } from "@/api/dataFields";
import { count } from "@/ui/format";
import { ConfusionView } from "@/views/matrix/ConfusionView";
import { MisreadImages } from "@/views/matrix/MisreadImages";
import { countsOf } from "@/views/matrix/matrix";
import { openMisread } from "@/views/matrix/misread";
import { useDataset } from "@/views/run/useDataset";
import { useShownFrame } from "@/views/run/useShownFrame";
import { useShownMatrix } from "@/views/run/useShownMatrix";
import { useToldRole } from "@/views/run/useSnapshot";
import { Panel } from "./Panel";
import { PanelReading } from "./PanelReading";

/** Which class is taken for which. */
export function ConfusionPanel() {
  const { t } = useTranslation(["run", "views"]);
  const names = classNames(useDataset());
  const frame = useShownMatrix()?.frame ?? null;
  const role = useToldRole();
  // Runs of earlier days have no predictions: nothing stands behind their cells.
  const known = useShownFrame("predictions", role) !== null;
  const counts = useMemo(() => (frame === null ? null : countsOf(frame)), [frame]);
  return (
    <Panel
      title={t("run:panels.confusion")}
      reading={
        counts !== null && (
          <PanelReading
            long={t("views:confusion.wrong", {
              wrong: count(counts.wrong),
              total: count(counts.total),
            })}
            short={t("views:confusion.wrongShort", { wrong: count(counts.wrong) })}
          />
        )
      }
    >
      <ConfusionView classNames={names} {...(known && { onOpen: openMisread })} />
      <MisreadImages classNames={names} />
    </Panel>
  );
}
