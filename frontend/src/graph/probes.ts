import type { Experiment } from "@/schema/schema.gen";
import type { Spec } from "@/schema/spec";
import { documentStore } from "./documentStore";

export type Probe = Experiment["probes"][number];
export type ProbeKind = Probe["kind"];

/** Whether an experiment's next run is read by a probe of this kind. */
export function isRead(experiment: Experiment | null, kind: ProbeKind): boolean {
  return experiment?.probes.some((probe) => probe.kind === kind) ?? false;
}

/** The probes with one kind switched on, as its class has it, or all of that kind off. */
export function switched(
  probes: readonly Probe[],
  specs: Readonly<Record<ProbeKind, Spec>>,
  kind: ProbeKind,
): Probe[] {
  const rest = probes.filter((probe) => probe.kind !== kind);
  if (rest.length < probes.length) return rest;
  const fields = specs[kind].fields.map((field) => [field.name, field.default]);
  const added = { kind, ...Object.fromEntries(fields) } as Probe;
  // In the order of the catalogue, so that off and on again changes nothing.
  const order = Object.keys(specs);
  return [...rest, added].sort((one, other) => order.indexOf(one.kind) - order.indexOf(other.kind));
}

/** Read the next run with this kind too. The defaults come with the forms, which may not be here yet. */
export async function switchOn(kind: ProbeKind): Promise<void> {
  const { setupCatalogue } = await import("@/schema/setupCatalogue.gen");
  const { document, setExperiment } = documentStore.getState();
  if (document === null || isRead(document, kind)) return;
  setExperiment(["probes"], switched(document.probes, setupCatalogue.probes, kind));
}
