import { useMemo } from "react";
import { useDocument } from "@/graph/documentStore";
import { groupable } from "./groupPlan";
import { useBlockTexts } from "./useBlockTexts";

/** What the button that groups says: what it does, or what is in the way. */
export function useGroupLabel(selection: readonly string[]): string {
  const { t } = useBlockTexts();
  const experiment = useDocument((state) => state.document);
  const opened = useDocument((state) => state.opened);
  const found = useMemo(
    () => (experiment === null ? null : groupable(experiment, selection, opened)),
    [experiment, selection, opened],
  );
  if (found === null || !("code" in found)) return t("group.open");
  const { code, node, other } = found;
  return `${t("group.not")}: ${t(`obstacles.${code}`, { node, other })}`;
}
