import { useEffect, useRef } from "react";
import { checkExperiment } from "@/api/check";
import { ApiError } from "@/api/errors";
import { saveExperiment } from "@/api/experiments";
import { type Autosave, type Save, startAutosave } from "@/graph/autosave";
import { startChecks } from "@/graph/checkStore";
import { documentStore, type Opened } from "@/graph/documentStore";
import { patiently } from "@/ui/patiently";
import { useReread } from "@/ui/useReread";

const save: Save = async (id, revision, document) => {
  try {
    return { kind: "saved", revision: (await saveExperiment(id, revision, document)).revision };
  } catch (error) {
    if (error instanceof ApiError && error.code === "stale_revision") {
      return { kind: "conflict", revision: Number(error.params.revision) };
    }
    return { kind: "offline" };
  }
};

let running: Autosave | null = null;

/** After a conflict: this copy goes over the one on the server. */
export async function keepMine(): Promise<void> {
  await running?.keepMine();
}

/** Opens an experiment for as long as the caller is on screen: document, undo, saving and checks. */
export function useExperimentSession(opened: Opened): void {
  const first = useRef(opened);
  first.current = opened;
  const { id, readOnly = false } = opened;
  const reread = useReread();
  useEffect(() => {
    documentStore.getState().open({ ...first.current, id, readOnly });
    // The layout is wanted from the first edit on, not for the first sight.
    let stopTidying: (() => void) | null = () => undefined;
    void patiently(() => import("./wires/neatness")).then(({ keepNeat }) => {
      if (stopTidying !== null) stopTidying = keepNeat(documentStore);
    });
    const stopChecks = startChecks(documentStore, checkExperiment);
    const autosave = readOnly ? null : startAutosave(documentStore, save);
    running = autosave;
    // A page that goes away has no time to wait for the pause after the last edit.
    const hide = () => document.visibilityState === "hidden" && void autosave?.flush();
    document.addEventListener("visibilitychange", hide);
    return () => {
      document.removeEventListener("visibilitychange", hide);
      // The library that is opened next was read, perhaps, before the last save.
      void autosave?.leave().then(() => reread(["experiments"]));
      if (running === autosave) running = null;
      stopChecks();
      stopTidying?.();
      stopTidying = null;
      documentStore.getState().close();
    };
  }, [id, readOnly, reread]);
}
