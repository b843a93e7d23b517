/** What the server says of the document as it stands: values, costs and problems. Asked anew after every edit. */
import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";
import type { CheckedExperiment, CheckedNetwork, CheckedNode } from "@/schema/checked";
import type { DocumentStore } from "./documentStore";
import { type Experiment, sameForCheck } from "./experiment";
import type { Problem, Value } from "./types";
import { givenTo, outputOf } from "./values";

export interface CheckState {
  /** The newest answer; it stays while the next is on its way. */
  readonly answer: CheckedExperiment | null;
  /** The document that the answer is about. */
  readonly about: Experiment | null;
  /** The newest known value behind every node, by role: a tile keeps its size while a fault hides its value. */
  readonly outputs: Readonly<Record<string, Readonly<Record<string, Value>>>>;
  readonly pending: boolean;
  /** The server could not be asked. */
  readonly failed: boolean;
}

export const checkStore = createStore<CheckState>(() => ({
  answer: null,
  about: null,
  outputs: {},
  pending: false,
  failed: false,
}));

export function useCheck<Selected>(select: (state: CheckState) => Selected): Selected {
  return useStore(checkStore, select);
}

const NO_PROBLEMS: readonly Problem[] = [];

export function useProblems(): readonly Problem[] {
  return useCheck((state) => state.answer?.problems ?? NO_PROBLEMS);
}

export function useNodeReport(role: string, node: string): CheckedNode | undefined {
  return useCheck((state) => state.answer?.networks[role]?.nodes[node]);
}

/** The sums of a network, where they are known: behind a fault a layer's value, and so its cost, can't be told. */
export function totalsOf(network: CheckedNetwork | undefined): CheckedNetwork | undefined {
  const whole = network && Object.values(network.nodes).every((node) => outputOf(node) !== null);
  return whole ? network : undefined;
}

/** What training takes of memory, where all networks are known. */
export function memoryOf(answer: CheckedExperiment | null): number | undefined {
  const known = answer !== null && Object.values(answer.networks).every(totalsOf);
  return known && answer.memory.total > 0 ? answer.memory.total : undefined;
}

function withOutputs(
  known: CheckState["outputs"],
  answer: CheckedExperiment,
): CheckState["outputs"] {
  return Object.fromEntries(
    Object.entries(answer.networks).map(([role, { nodes }]) => {
      const outputs = { ...known[role] };
      for (const [id, node] of Object.entries(nodes)) {
        const value = outputOf(node) ?? (outputs[id] ? null : givenTo(node));
        if (value) outputs[id] = value;
      }
      return [role, outputs];
    }),
  );
}

export type AskCheck = (experiment: Experiment, signal: AbortSignal) => Promise<CheckedExperiment>;

const DELAY_MS = 20;

/** Keeps the check in step with the document; the newest question wins. */
export function startChecks(store: DocumentStore, ask: AskCheck): () => void {
  let asked: Experiment | null = null;
  let running: AbortController | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function question(document: Experiment): Promise<void> {
    running?.abort();
    const current = new AbortController();
    running = current;
    try {
      const answer = await ask(document, current.signal);
      if (running !== current) return;
      const { answer: known, outputs } = checkStore.getState();
      checkStore.setState({
        answer: known ? keepUnchanged(answer, known) : answer,
        about: document,
        outputs: withOutputs(outputs, answer),
        pending: false,
        failed: false,
      });
    } catch {
      if (running === current) checkStore.setState({ pending: false, failed: true });
    }
  }

  function look(document: Experiment | null): void {
    if (document === null || (asked !== null && sameForCheck(asked, document))) return;
    const first = asked === null;
    asked = document;
    checkStore.setState({ pending: true });
    clearTimeout(timer);
    if (first) void question(document);
    else timer = setTimeout(() => void question(document), DELAY_MS);
  }

  look(store.getState().document);
  const unsubscribe = store.subscribe((state) => look(state.document));
  return () => {
    clearTimeout(timer);
    running?.abort();
    running = null;
    unsubscribe();
    checkStore.setState(checkStore.getInitialState(), true);
  };
}

/** The new answer with the old one's objects wherever they say the same: what did not change is not drawn again. */
function keepUnchanged(answer: CheckedExperiment, known: CheckedExperiment): CheckedExperiment {
  const networks = Object.fromEntries(
    Object.entries(answer.networks).map(([role, network]) => {
      const old = known.networks[role]?.nodes ?? {};
      const nodes = Object.fromEntries(
        Object.entries(network.nodes).map(([id, node]) => [id, sameOr(old[id], node)]),
      );
      const readable = sameOr(known.networks[role]?.readable_probes, network.readable_probes);
      return [role, { ...network, nodes, readable_probes: readable }];
    }),
  );
  return {
    ...answer,
    networks,
    problems: sameOr(known.problems, answer.problems),
    metrics: sameOr(known.metrics, answer.metrics),
    readable_probes: sameOr(known.readable_probes, answer.readable_probes),
  };
}

function sameOr<Value>(old: Value | undefined, value: Value): Value {
  return old !== undefined && JSON.stringify(old) === JSON.stringify(value) ? old : value;
}
