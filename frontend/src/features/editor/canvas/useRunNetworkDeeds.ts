import { useStore } from "zustand";
import { runList } from "@/api/runList";
import { documentStore, useDocument } from "@/graph/documentStore";
import type { Action } from "@/ui/actions";
import { count } from "@/ui/format";
import { useRun } from "@/views/run/useRun";
import { useSnapshot } from "@/views/run/useSnapshot";
import { useEditedSinceRun } from "@/views/run/useUnchanged";

/** The number of the run on screen. */
export function useRunNumber(): string {
  const run = useRun((state) => state.run);
  const listed = useStore(runList, ({ runs }) => runs.find(({ id }) => id === run)?.number);
  return count(listed ?? null);
}

/** Where the document is another than the run on screen took: the way to the run's network, back, and to bring it back. */
export function useRunNetworkDeeds(): Action[] {
  const other = useEditedSinceRun();
  const snapshot = useSnapshot();
  const shown = useDocument((state) => state.aside !== null);
  const shared = useDocument((state) => state.shared);
  const number = useRunNumber();
  const { view, bringBack } = documentStore.getState();
  const deed = (id: string, name: Action["name"], run: () => void): Action => ({
    id,
    section: "canvas",
    name,
    run,
  });
  if (snapshot === null || !(other || shown)) return [];
  if (!shown) {
    const show = () => view(snapshot);
    return [deed("run-network", (t) => t("editor:runNetwork.show", { number }), show)];
  }
  const leave = deed(
    "run-network-leave",
    (t) => t(shared ? "editor:runNetwork.newest" : "editor:runNetwork.leave"),
    () => view(null),
  );
  const back = deed(
    "bring-back",
    (t) => t("editor:runNetwork.bringBack"),
    () => bringBack(),
  );
  return shared ? [leave] : [back, leave];
}
