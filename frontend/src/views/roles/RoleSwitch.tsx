import { useTranslation } from "react-i18next";
import { documentStore, useDocument, useRoles } from "@/graph/documentStore";
import { Segmented } from "@/ui/Segmented";
import { useRoleName } from "@/ui/useRoleName";

/** Which network of the experiment is on screen; everything that speaks of a network follows. */
export function RoleSwitch() {
  const { t } = useTranslation("views");
  const role = useDocument((state) => state.role);
  const roles = useRoles();
  const name = useRoleName();
  return (
    <Segmented
      label={t("roles.label")}
      action="role"
      value={role}
      segments={roles.map((value) => ({ value, label: name(value) }))}
      onChange={documentStore.getState().show}
      accent
    />
  );
}
