import { lazy, Suspense } from "react";
import { useRoles } from "@/graph/documentStore";
import { patiently } from "@/ui/patiently";

const RoleSwitch = lazy(() =>
  patiently(() => import("./RoleSwitch")).then(({ RoleSwitch }) => ({ default: RoleSwitch })),
);

/** Most experiments have one network, and nothing to switch. */
export function RolesWhenSeveral() {
  const several = useRoles().length > 1;
  return <Suspense>{several && <RoleSwitch />}</Suspense>;
}
