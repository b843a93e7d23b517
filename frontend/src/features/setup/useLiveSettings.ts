import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { watchedRun } from "@/api/runStore";
import { runSnapshot } from "@/api/snapshots";
import { documentStore, useDocument } from "@/graph/documentStore";
import { showMessage } from "@/ui/messages";
import { useErrorText } from "@/ui/useErrorText";
import { useRun } from "@/views/run/useRun";
import { followSettings } from "./liveSettings";

function lastChange(name: string): number | undefined {
  const last = watchedRun.data.marks.findLast(
    (mark) => mark.kind === "change" && mark.change.name === name,
  );
  return last?.kind === "change" ? Number(last.change.value) : undefined;
}

/** While a run of one's own is under way, it follows the settings that can change in mid-run. */
export function useLiveSettings(): void {
  const run = useRun((state) => state.run);
  const readOnly = useDocument((state) => state.readOnly);
  const underWay = useRun((state) => state.state === "running" || state.state === "paused");
  const errorText = useErrorText();
  const wanted = run !== null && underWay && !readOnly;
  const snapshot = useQuery({
    queryKey: ["snapshot", run, ""],
    queryFn: ({ signal }) => runSnapshot(run ?? "", "", signal),
    enabled: wanted,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const asked = snapshot.data;
  useEffect(() => {
    if (!wanted || asked === undefined) return;
    return followSettings(documentStore, {
      asked,
      changed: lastChange,
      send: (name, value) => {
        watchedRun
          .order({ kind: "set_hyperparameter", name, value })
          .catch((error: unknown) => showMessage({ text: errorText(error) }));
      },
    });
  }, [wanted, asked, errorText]);
}
