/** Settings that may change in mid-run: what the document says of them is told to the run under way. */
import { layerSpec } from "@/graph/catalogue";
import type { DocumentStore } from "@/graph/documentStore";
import type { Experiment } from "@/graph/experiment";
import { setupCatalogue } from "@/schema/setupCatalogue.gen";
import type { Spec } from "@/schema/spec";

interface Setting {
  /** Whose field it is: one optimizer's learning rate is not another's. */
  readonly owner: string;
  readonly value: number;
}

export type Settings = ReadonlyMap<string, Setting>;

function* fieldsOf(
  owner: string,
  spec: Spec | undefined,
  values: object,
): Iterable<[string, Setting]> {
  for (const field of spec?.live_fields ?? []) {
    const value: unknown = values[field as keyof typeof values];
    if (typeof value === "number") yield [field, { owner, value }];
  }
}

/** By the names that the run knows them by: `momentum`, `dropout:dropout_1`. */
export function liveSettings({ algorithm, networks }: Experiment): Settings {
  const { optimizer } = algorithm;
  const optimizers: Readonly<Record<string, Spec>> = setupCatalogue.optimizers;
  const found = new Map<string, Setting>([
    ...fieldsOf(optimizer.kind, optimizers[optimizer.kind], optimizer),
    ...fieldsOf(algorithm.kind, setupCatalogue.algorithms[algorithm.kind], algorithm),
  ]);
  for (const { nodes } of Object.values(networks)) {
    for (const [id, { layer }] of Object.entries(nodes)) {
      for (const [, setting] of fieldsOf(layer.kind, layerSpec(layer.kind), layer)) {
        found.set(`${layer.kind}:${id}`, setting);
      }
    }
  }
  return found;
}

/** A value in typing is not meant yet. */
const REST_MS = 700;

interface Run {
  /** The experiment as the run took it. */
  asked: Experiment;
  /** The newest change of a setting in this run, if it was changed. */
  changed: (name: string) => number | undefined;
  send: (name: string, value: number) => void;
}

/** Tells the run of every live setting that is edited, once the reader rests. Returns the end. */
export function followSettings(store: DocumentStore, { asked, changed, send }: Run): () => void {
  const known = liveSettings(asked);
  const edited = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = () => {
    const { document } = store.getState();
    const now = document === null ? new Map<string, Setting>() : liveSettings(document);
    for (const name of edited) {
      const setting = now.get(name);
      const first = known.get(name);
      if (setting === undefined || setting.owner !== first?.owner) continue;
      if (setting.value !== (changed(name) ?? first.value)) send(name, setting.value);
    }
    edited.clear();
  };
  const end = store.subscribe((state, before) => {
    if (state.document === before.document || state.id !== before.id) return;
    // Another copy was taken over from the server: no edit of this reader.
    if (state.revision !== before.revision) return;
    // Another network was laid on the canvas to look at, or taken off it.
    if (state.aside !== before.aside) return;
    if (state.document === null || before.document === null) return;
    const was = liveSettings(before.document);
    for (const [name, { owner, value }] of liveSettings(state.document)) {
      const old = was.get(name);
      if (old !== undefined && old.owner === owner && old.value !== value) edited.add(name);
    }
    if (edited.size === 0) return;
    clearTimeout(timer);
    timer = setTimeout(flush, REST_MS);
  });
  return () => {
    clearTimeout(timer);
    end();
  };
}
