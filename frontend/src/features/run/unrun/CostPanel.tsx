import { useTranslation } from "react-i18next";
import { count } from "@/ui/format";
import { RolesWhenSeveral } from "@/views/roles/RolesWhenSeveral";
import { useToldRole } from "@/views/run/useSnapshot";
import { CostView, sumOf, useCosts } from "@/views/unrun/CostView";
import { useUnrunTexts } from "@/views/unrun/useUnrunTexts";
import { Panel } from "../Panel";

/** Where the parameters and the arithmetic of the network are. */
export function CostPanel() {
  const { t } = useTranslation("run");
  const { t: tell } = useUnrunTexts();
  const role = useToldRole();
  const costs = useCosts(role);
  return (
    <Panel
      title={t("panels.cost")}
      legend={<RolesWhenSeveral />}
      reading={
        costs.length > 0 && <span>{tell("cost.sum", { parameters: count(sumOf(costs)) })}</span>
      }
    >
      <CostView role={role} />
    </Panel>
  );
}
