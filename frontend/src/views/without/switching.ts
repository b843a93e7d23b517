/** Switching layers off and on: in the document and in the run under way, or, where a run is over, to see what is lost. */
import { createStore } from "zustand/vanilla";
import { isOver } from "@/api/runFold";
import { watchedRun } from "@/api/runStore";
import { checkStore } from "@/graph/checkStore";
import { currentSheet, documentStore } from "@/graph/documentStore";
import { placedAt } from "@/graph/sheet";
import { canPass, withOff } from "@/graph/switching";

/** The layer that a run which is over is asked to do without, by its name on the sheet. Nothing is changed by that. */
export const tried = createStore<{ id: string | null }>(() => ({ id: null }));

watchedRun.summary.subscribe(({ run, state }, before) => {
  if (run !== before.run || state !== before.state) tried.setState({ id: null });
});

/** Whether the run on screen has weights that can be asked. */
export const canAsk = (): boolean =>
  watchedRun.summary.getState().run !== null && watchedRun.data.totalSteps > 0;

const isEnded = (): boolean => {
  const { state } = watchedRun.summary.getState();
  return canAsk() && state !== null && isOver(state);
};

export function canSwitch(id: string): boolean {
  const { role, name } = placedAt(documentStore.getState(), id);
  const report = checkStore.getState().answer?.networks[role]?.nodes[name];
  return canPass(currentSheet().nodes[id]?.layer.kind ?? "", report);
}

/** The same once more switches back. Answers which of them can be switched. */
export function switchNodes(ids: readonly string[]): readonly string[] {
  const able = ids.filter(canSwitch);
  const [first] = able;
  if (first === undefined) return able;
  const { readOnly, alter } = documentStore.getState();
  const { nodes } = currentSheet();
  const off = able.some((id) => nodes[id]?.off !== true);
  if (off && able.length === 1 && (readOnly || isEnded())) {
    const { id } = tried.getState();
    tried.setState({ id: id === first ? null : first });
  } else if (!readOnly) {
    tried.setState({ id: null });
    alter((network) => withOff(network, able, off));
  }
  if (off && able.length === 1 && canAsk())
    void import("./worth").then(({ askWorth }) => askWorth(first));
  return able;
}
