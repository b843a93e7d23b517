import { useTranslation } from "react-i18next";
import { ShownStep } from "@/views/canvas/ShownStep";
import { AheadView, ForecastView } from "@/views/forecast/ForecastView";
import { useShownFrame } from "@/views/run/useShownFrame";
import { useToldRole } from "@/views/run/useSnapshot";
import { Panel } from "./Panel";

/** A series as it was, and what the network told of it from some moment. */
export function ForecastPanel() {
  const { t } = useTranslation("run");
  const role = useToldRole();
  const step = useShownFrame("forecasts", role)?.step;
  return (
    <Panel title={t("panels.forecast")} legend={<ShownStep step={step} />}>
      <ForecastView role={role} />
    </Panel>
  );
}

/** How far off it is by how far ahead it looks, beside forecasts that take no network. */
export function AheadPanel() {
  const { t } = useTranslation("run");
  return (
    <Panel title={t("panels.ahead")}>
      <AheadView role={useToldRole()} />
    </Panel>
  );
}
