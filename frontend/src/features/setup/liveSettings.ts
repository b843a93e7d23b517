/** Settings that may change in mid-run: what the document says of them is told to the run under way. */
import { withUsual } from "@/form/withUsual";
import { layerHere, levelsOf, type OpenUse, usedAt } from "@/graph/blocks/opened";
import { layerSpec, withDefaults } from "@/graph/catalogue";
import type { DocumentStore } from "@/graph/documentStore";
import type { Experiment } from "@/graph/experiment";
import { serverName } from "@/graph/sheet";
import { setupCatalogue } from "@/schema/setupCatalogue.gen";
import type { FieldSpec, Spec } from "@/schema/spec";

interface Setting {
  /** Whose field it is: one optimizer's learning rate is not another's. */
  readonly owner: string;
  readonly value: number;
}

export type Settings = ReadonlyMap<string, Setting>;

const FAMILIES: readonly Readonly<Record<string, Spec>>[] = Object.values(setupCatalogue);
const SETTINGS: Readonly<Record<string, Spec>> = setupCatalogue.settings;

/** What stands in a field that is no plain value: a member of a union, or a document of its own. */
function within({ name, type, options }: FieldSpec, value: object): Spec | undefined {
  if (type === "document") return SETTINGS[name];
  // A union's family is the one that has just its members.
  const family = FAMILIES.find((specs) => String(Object.keys(specs)) === String(options));
  return "kind" in value ? family?.[String(value.kind)] : undefined;
}

/** The fields that can change in mid-run of something in the document, and of what it holds, by their paths. */
function* fieldsOf(
  path: string,
  spec: Pick<Spec, "kind" | "fields" | "live_fields"> | undefined,
  held: object,
): Iterable<[string, Setting]> {
  if (spec === undefined) return;
  const values: Readonly<Record<string, unknown>> = withUsual(spec.fields, held);
  for (const field of spec.fields) {
    const value = values[field.name];
    const place = `${path}.${field.name}`;
    if (typeof value === "number" && spec.live_fields.includes(field.name))
      yield [place, { owner: spec.kind, value }];
    if ((field.type === "union" || field.type === "document") && isHeld(value))
      yield* fieldsOf(place, within(field, value), value);
  }
}

const isHeld = (value: unknown): value is object => typeof value === "object" && value !== null;

/** As many nodes as an experiment may have. */
const MOST_NODES = 2_000;

/** Those of the layers of a network, and of all inside of its blocks; which of them are switched off, too. */
function* ofLayers(
  experiment: Experiment,
  at: Omit<OpenUse, "onlyThis">,
  left = { nodes: MOST_NODES },
): Iterable<[string, Setting]> {
  const level = levelsOf(experiment, at).at(-1);
  if (level?.way.length !== at.way.length) return;
  for (const [node, { layer: plain, off }] of Object.entries(level.network.nodes)) {
    if (left.nodes-- <= 0) return;
    const path = `networks.${at.role}.nodes.${serverName(level, node)}`;
    const layer = layerHere(level, node) ?? plain;
    // A field that came later is not written down where it has its usual value.
    yield* fieldsOf(`${path}.layer`, layerSpec(layer.kind), withDefaults(layer));
    yield [`${path}.off`, { owner: "off", value: off === true ? 1 : 0 }];
    const { repeat = 0 } = usedAt(experiment, level, node) ?? {};
    for (let copy = 0; copy < repeat; copy++) {
      const inside = { role: at.role, way: [...at.way, node], copies: [...at.copies, copy] };
      yield* ofLayers(experiment, inside, left);
    }
  }
}

/** By the paths of their fields, as the run knows them: `optimizers.classifier.optimizer.momentum`. */
export function liveSettings(experiment: Experiment): Settings {
  const { algorithm, networks, optimizers } = experiment;
  const found = new Map<string, Setting>(
    fieldsOf("algorithm", setupCatalogue.algorithms[algorithm.kind], algorithm),
  );
  const take = (...given: Parameters<typeof fieldsOf>) => {
    for (const [path, setting] of fieldsOf(...given)) found.set(path, setting);
  };
  for (const [role, optimizer] of Object.entries(optimizers)) {
    take(`optimizers.${role}`, SETTINGS.role_optimizer, optimizer);
  }
  for (const role of Object.keys(networks)) {
    for (const [path, setting] of ofLayers(experiment, { role, way: [], copies: [] }))
      found.set(path, setting);
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
