import { useTranslation } from "react-i18next";
import { useToldRole } from "@/views/run/useSnapshot";
import { BranchesView } from "@/views/unrun/BranchesView";
import { Panel } from "../Panel";

/** How wide the ways are that lie side by side. */
export function BranchesPanel() {
  const { t } = useTranslation("run");
  const role = useToldRole();
  return (
    <Panel title={t("panels.branches")}>
      <BranchesView role={role} />
    </Panel>
  );
}
