import { useSyncExternalStore } from "react";
import type { Reading } from "@/api/frames";
import { heard } from "@/api/heard";
import type { MatrixFrame } from "@/schema/schema.gen";
import { shownMatrix } from "./shown";
import { useToldRole } from "./useSnapshot";

const subscribe = heard(["matrix", "playhead"]);

/** The confusion matrix on screen; renders again only with another matrix (once an evaluation). */
export function useShownMatrix(): Reading<MatrixFrame> | null {
  const role = useToldRole();
  const frame = useSyncExternalStore(subscribe, () => shownMatrix(role)?.frame ?? null);
  return frame === null ? null : shownMatrix(role);
}
