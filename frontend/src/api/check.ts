import type { CheckedExperiment, CheckedNetwork, CheckedNode } from "@/schema/checked";
import type {
  CheckReport,
  ClassReport,
  Experiment,
  NetworkReport,
  NodeReport,
  ReachBody,
  TargetsReport,
  TargetsRequest,
  ValueBody,
} from "@/schema/schema.gen";
import { http } from "./http";

/** All problems of an experiment, with every value and cost. */
export async function checkExperiment(
  { variants: _, ...experiment }: Experiment,
  signal: AbortSignal,
): Promise<CheckedExperiment> {
  const report = await http.post<CheckReport>("/api/check", { experiment }, { signal });
  return { ...report, networks: each(report.networks, checkedNetwork) };
}

function each<Told, Known>(told: Record<string, Told>, known: (told: Told) => Known) {
  return Object.fromEntries(Object.entries(told).map(([name, value]) => [name, known(value)]));
}

function checkedNetwork({ nodes, values, reaches, ...sums }: NetworkReport): CheckedNetwork {
  return { ...sums, nodes: each(nodes, (node) => checkedNode(node, values, reaches)) };
}

/** Nodes that carry the same have the same value. */
function checkedNode(
  { given, outputs, reach, ...costs }: NodeReport,
  values: readonly ValueBody[],
  reaches: readonly ReachBody[],
): CheckedNode {
  return {
    ...costs,
    reach: reaches[reach],
    given: each(given, (places) => places.flatMap((at) => values[at] ?? [])),
    outputs: each(outputs, (at) => values[at] as ValueBody),
  };
}

/** The fixed end of a wire: the node that it begins at, or ends at, its port, and the use that it is inside of. */
type FixedEnd = Pick<TargetsRequest, "source" | "target" | "port" | "inside">;

/** Where a wire from there may end, or what may feed it. */
export const targetsOf = (
  experiment: Experiment,
  role: string,
  end: FixedEnd,
  signal: AbortSignal,
) => http.post<TargetsReport>("/api/targets", { experiment, role, ...end }, { signal });

/** The class of PyTorch that a block is in the script of its document; empty where nothing uses it. */
export const classOf = (experiment: Experiment, block: string, signal: AbortSignal) =>
  http.post<ClassReport>("/api/class", { experiment, block }, { signal });
