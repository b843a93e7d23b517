import { useMemo, useSyncExternalStore } from "react";
import type { FrameOf, Reading } from "@/api/frames";
import { heard } from "@/api/heard";
import type { Frame } from "@/schema/schema.gen";
import { shownFrame } from "./shown";

/** The frame on screen of one kind; renders again only with another frame, so for kinds that are read seldom. */
export function useShownFrame<Kind extends Frame["kind"]>(
  kind: Kind,
  role: string,
): Reading<FrameOf<Kind>> | null {
  const subscribe = useMemo(() => heard([kind, "playhead"]), [kind]);
  const frame = useSyncExternalStore(subscribe, () => shownFrame(kind, role)?.frame ?? null);
  return frame === null ? null : shownFrame(kind, role);
}
