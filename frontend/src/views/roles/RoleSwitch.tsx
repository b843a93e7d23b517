import { useTranslation } from "react-i18next";
import { documentStore, useDocument, useRoles } from "@/graph/documentStore";
import { Segmented } from "@/ui/Segmented";
import { useRoleName } from "@/ui/useRoleName";

/** Of which network of the experiment it is spoken: inspector, dock and readings follow. */
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
