import type { AnyProbe, Experiment } from "@/schema/schema.gen";
import type { Spec } from "@/schema/spec";
import { documentStore } from "./documentStore";
import type { Finds, ProbeKind } from "./finds";

type Specs = Readonly<Record<ProbeKind, Spec>>;

/** Whether an experiment's next run is read by a probe of this kind. Where nobody chose, all are that find something. */
export function isRead(experiment: Experiment | null, kind: ProbeKind, finds: Finds): boolean {
  if (experiment === null || !finds(kind)) return false;
  return experiment.probes?.some((probe) => probe.kind === kind) ?? true;
}

/** A probe as its class has it. */
function made(specs: Specs, kind: ProbeKind): AnyProbe {
  const fields = specs[kind].fields.map((field) => [field.name, field.default]);
  return { kind, ...Object.fromEntries(fields) } as AnyProbe;
}

/** The probes of an experiment, written down: where nobody chose, one of each kind that finds something. */
export function probesOf(
  { probes }: Pick<Experiment, "probes">,
  specs: Specs,
  finds: Finds,
): readonly AnyProbe[] {
  const kinds = Object.keys(specs) as ProbeKind[];
  return probes ?? kinds.filter(finds).map((kind) => made(specs, kind));
}

/** The probes with one kind switched on, or all of that kind off. */
export function switched(probes: readonly AnyProbe[], specs: Specs, kind: ProbeKind): AnyProbe[] {
  const rest = probes.filter((probe) => probe.kind !== kind);
  if (rest.length < probes.length) return rest;
  // In the order of the catalogue, so that off and on again changes nothing.
  const order = Object.keys(specs);
  return [...rest, made(specs, kind)].sort(
    (one, other) => order.indexOf(one.kind) - order.indexOf(other.kind),
  );
}

/** Read the next run with this kind too. The defaults come with the forms, which may not be here yet. */
export async function switchOn(kind: ProbeKind): Promise<void> {
  const { setupCatalogue } = await import("@/schema/setupCatalogue.gen");
  const { document, setExperiment } = documentStore.getState();
  const probes = document?.probes;
  // Where nobody chose, it is on already, or finds nothing.
  if (!probes || probes.some((probe) => probe.kind === kind)) return;
  setExperiment(["probes"], switched(probes, setupCatalogue.probes, kind));
}
