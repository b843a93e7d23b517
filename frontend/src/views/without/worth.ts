/** What layers are worth to the run on screen: its answers to the test set without each of them. */
import { createStore } from "zustand/vanilla";
import { ApiError } from "@/api/errors";
import { readingIn } from "@/api/frames";
import { watchedRun } from "@/api/runStore";
import { floats } from "@/api/wire";
import { documentStore } from "@/graph/documentStore";
import { placedAt } from "@/graph/sheet";

/** What one layer is worth. */
export interface Worth {
  readonly step: number;
  readonly samples: number;
  readonly metric: string;
  /** Of the metric, with the layer and without it. */
  readonly whole: number;
  readonly without: number;
  /** So many answers are others; null where no classes are told apart. */
  readonly changed: number | null;
  /** The share that is told right, by class. */
  readonly classes: Float32Array;
  readonly classesWithout: Float32Array;
}

interface Asked {
  readonly run: string | null;
  /** By network and path. */
  readonly worths: ReadonlyMap<string, Worth>;
  readonly asking: ReadonlySet<string>;
  readonly failures: ReadonlyMap<string, unknown>;
  /** One after the other is asked about. */
  readonly sweep: { readonly done: number; readonly all: number } | null;
}

const NOTHING: Omit<Asked, "run"> = {
  worths: new Map(),
  asking: new Set(),
  failures: new Map(),
  sweep: null,
};

export const asked = createStore<Asked>(() => ({ run: null, ...NOTHING }));

watchedRun.summary.subscribe(({ run }) => {
  if (run !== asked.getState().run) asked.setState({ run, ...NOTHING });
});

/** How a layer is called among the answers, by its name on the sheet. */
export function keyOf(id: string): string {
  const { role, name } = placedAt(documentStore.getState(), id);
  return `${role} ${name}`;
}

/** Asks about one layer, by its name on the sheet. */
export async function askWorth(id: string): Promise<void> {
  const { role, name } = placedAt(documentStore.getState(), id);
  const key = `${role} ${name}`;
  const { run } = watchedRun.summary.getState();
  if (run === null) return;
  const { asking, failures } = asked.getState();
  asked.setState({
    run,
    asking: new Set([...asking, key]),
    failures: without(failures, key),
  });
  try {
    const shown = await watchedRun.ask({
      kind: "show_without",
      role,
      nodes: [name],
      samples: 2_000,
    });
    const { step, frame } = readingIn(shown, "without");
    const [node] = frame.nodes;
    if (node === undefined) throw new ApiError({ code: "unexpected_answer", status: 0 });
    tell(run, key, {
      step,
      samples: frame.samples,
      metric: frame.metric,
      whole: frame.value,
      without: node.value,
      changed: node.changed < 0 ? null : node.changed,
      classes: floats(frame.by_class),
      classesWithout: floats(node.by_class),
    });
  } catch (error) {
    const now = asked.getState();
    if (now.run === run)
      asked.setState({ failures: new Map([...now.failures, [key, error] as const]) });
  } finally {
    const now = asked.getState();
    asked.setState({ asking: new Set([...now.asking].filter((each) => each !== key)) });
  }
}

/** Asks about one layer after the other, until someone ends it. */
export async function askAll(ids: readonly string[]): Promise<void> {
  if (asked.getState().sweep !== null) return;
  const { run } = watchedRun.summary.getState();
  asked.setState({ sweep: { done: 0, all: ids.length } });
  for (const [at, id] of ids.entries()) {
    const now = asked.getState();
    if (now.sweep === null || watchedRun.summary.getState().run !== run) break;
    asked.setState({ sweep: { done: at, all: ids.length } });
    await askWorth(id);
  }
  asked.setState({ sweep: null });
}

export const endSweep = () => asked.setState({ sweep: null });

function tell(run: string, key: string, worth: Worth): void {
  const now = asked.getState();
  if (now.run === run) asked.setState({ worths: new Map([...now.worths, [key, worth] as const]) });
}

function without<Value>(all: ReadonlyMap<string, Value>, key: string): ReadonlyMap<string, Value> {
  return new Map([...all].filter(([each]) => each !== key));
}
