import { useEffect } from "react";
import { documentStore } from "@/graph/documentStore";
import { useRun } from "@/views/run/useRun";
import { useSnapshot } from "@/views/run/useSnapshot";

/** Where nothing is edited, the network on screen is that of the run on screen; where one edits, the document. */
export function useRunNetwork(watchesOnly: boolean): void {
  const run = useRun((state) => state.run);
  const snapshot = useSnapshot();
  useEffect(() => {
    const { view } = documentStore.getState();
    if (!watchesOnly || run === null) view(null);
    else if (snapshot !== null) view(snapshot);
  }, [watchesOnly, run, snapshot]);
}
