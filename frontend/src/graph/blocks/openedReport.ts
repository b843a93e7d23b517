import { useMemo } from "react";
import type { CheckedNode } from "@/schema/checked";
import { useCheck, useNodeReport } from "../checkStore";
import { useLying } from "../documentStore";
import { insideOn, placedAt } from "../sheet";
import { useEnds } from "./useEnds";

/** What the check says of a layer by its name on the sheet; of the ends of an inside that is open too. */
export function useReport(id: string): CheckedNode | undefined {
  const lying = useLying();
  const { role, name } = useMemo(() => placedAt(lying, id), [lying, id]);
  const own = useNodeReport(role, name);
  const answer = useCheck((state) => state.answer);
  const known = useEnds(insideOn(lying) !== null);
  const ends = useMemo(
    () => known?.endReports(lying, (each) => answer?.networks[each]?.nodes),
    [known, lying, answer],
  );
  return own ?? ends?.[id];
}
