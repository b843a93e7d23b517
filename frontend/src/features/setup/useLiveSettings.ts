import { useEffect } from "react";
import { watchedRun } from "@/api/runStore";
import { documentStore } from "@/graph/documentStore";
import { showMessage } from "@/ui/messages";
import { useErrorText } from "@/ui/useErrorText";
import { lastChange } from "@/views/run/lastChange";
import { followSettings } from "./liveSettings";
import { useSnapshotUnderWay } from "./useSnapshotUnderWay";

/** While a run of one's own is under way, it follows the settings that can change in mid-run. */
export function useLiveSettings(): void {
  const errorText = useErrorText();
  const asked = useSnapshotUnderWay();
  useEffect(() => {
    if (asked === null) return;
    return followSettings(documentStore, {
      asked,
      changed: (name) => lastChange(name)?.value,
      send: (name, value) => {
        watchedRun
          .order({ kind: "set_hyperparameter", name, value })
          .catch((error: unknown) => showMessage({ text: errorText(error) }));
      },
    });
  }, [asked, errorText]);
}
