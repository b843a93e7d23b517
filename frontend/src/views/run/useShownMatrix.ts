import { useSyncExternalStore } from "react";
import type { Reading } from "@/api/frames";
import { watchedRun } from "@/api/runStore";
import type { MatrixFrame } from "@/schema/schema.gen";
import { shownMatrix } from "./shown";
import { useToldRole } from "./useSnapshot";

function subscribe(changed: () => void): () => void {
  const ends = [watchedRun.subscribe("matrix", changed), watchedRun.subscribe("playhead", changed)];
  return () => {
    for (const end of ends) end();
  };
}

/** The confusion matrix on screen; renders again only with another matrix (once an evaluation). */
export function useShownMatrix(): Reading<MatrixFrame> | null {
  const role = useToldRole();
  const frame = useSyncExternalStore(subscribe, () => shownMatrix(role)?.frame ?? null);
  return frame === null ? null : shownMatrix(role);
}
