import { useSyncExternalStore } from "react";
import type { Reading } from "@/api/frames";
import { watchedRun } from "@/api/runStore";
import type { SurfaceFrame } from "@/schema/schema.gen";
import { filmOf } from "../run/shown";
import { useShownFrame } from "../run/useShownFrame";
import { useToldRole, useToldSampleRole } from "../run/useSnapshot";

/** A network that is shown no points has no surface: then it is that of the first that has one. */
function roleWithSurface(told: string): string {
  if (filmOf("surface", told) !== undefined) return told;
  for (const { last } of watchedRun.data.films.values()) {
    if (last?.frame.kind === "surface") return last.frame.role;
  }
  return told;
}

interface ShownSurface {
  reading: Reading<SurfaceFrame> | null;
  /** Whose surface it is, or would be. */
  role: string;
  /** Whether that is another network than the one that the views speak of. */
  other: boolean;
}

/** The surface on screen. */
export function useShownSurface(): ShownSurface {
  const told = useToldSampleRole();
  const spoken = useToldRole();
  const role = useSyncExternalStore(
    (changed) => watchedRun.subscribe("surface", changed),
    () => roleWithSurface(told),
  );
  return { reading: useShownFrame("surface", role), role, other: role !== spoken };
}
