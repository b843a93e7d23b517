import { createStore } from "zustand/vanilla";
import type { ListedRun } from "@/schema/schema.gen";
import { live } from "./live";

/** Whose runs: one's own experiment, or those that a link shows. */
export type ListOf = { experiment: string } | { share: string };

export interface RunList {
  /** Newest first; as it is on the server, now. */
  runs: readonly ListedRun[];
  /** It was told at least once. */
  known: boolean;
  /** There is no such list any longer: deleted, or the link switched off. */
  gone: boolean;
}

const NO_LIST: RunList = { runs: [], known: false, gone: false };

/** The runs of the experiment on screen, wherever they are begun. */
export const runList = createStore<RunList>(() => NO_LIST);

/** Keeps the list in step with the server; what is known already stands until then. Returns the end. */
export function followRuns(of: ListOf, known: readonly ListedRun[]): () => void {
  runList.setState({ ...NO_LIST, runs: known });
  const end = live().followRuns(of, (message) => {
    if (message.type === "list_ended") runList.setState({ gone: true });
    else runList.setState({ runs: message.runs, known: true });
  });
  return () => {
    end();
    runList.setState(NO_LIST);
  };
}

/** Asks for the list once more: steps and figures of runs that go on are as new as the last list. */
export const renewRuns = () => live().renewRuns();
