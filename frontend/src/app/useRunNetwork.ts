import { useEffect } from "react";
import { runList } from "@/api/runList";
import { documentStore } from "@/graph/documentStore";
import { useRun } from "@/views/run/useRun";
import { useSnapshot } from "@/views/run/useSnapshot";
import { useEditedSinceRun } from "@/views/run/useUnchanged";

/** Of runs that are compared each has its own network in sight, as long as the reader edits none. */
function isCompared(run: string | null): boolean {
  const variant = runList.getState().runs.find(({ id }) => id === run)?.variant ?? "";
  return variant !== "" && documentStore.temporal.getState().pastStates.length === 0;
}

/** Where nothing is edited, the network on screen is that of the run on screen; where one edits, the document. */
export function useRunNetwork(watchesOnly: boolean): void {
  const run = useRun((state) => state.run);
  const snapshot = useSnapshot();
  const otherNetwork = useEditedSinceRun();
  useEffect(() => {
    const { view } = documentStore.getState();
    const shown = watchesOnly || (otherNetwork && isCompared(run));
    if (!shown || run === null) view(null);
    else if (snapshot !== null) view(snapshot);
  }, [watchesOnly, otherNetwork, run, snapshot]);
}
