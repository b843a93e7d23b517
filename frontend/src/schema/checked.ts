/** What a check says once its values stand in their places: on the wire they are told once for each network. */
import type { CheckReport, NetworkReport, NodeReport, ReachBody, ValueBody } from "./schema.gen";

export interface CheckedNode extends Omit<NodeReport, "given" | "outputs" | "reach"> {
  readonly given: Readonly<Record<string, readonly ValueBody[]>>;
  /** By port; empty where what leaves is unknown. */
  readonly outputs: Readonly<Record<string, ValueBody>>;
  /** How much of what enters the network it sees; absent where that is everything, or not known. */
  readonly reach?: ReachBody | undefined;
}

export interface CheckedNetwork extends Omit<NetworkReport, "nodes" | "values" | "reaches"> {
  readonly nodes: Readonly<Record<string, CheckedNode>>;
}

export interface CheckedExperiment extends Omit<CheckReport, "networks"> {
  readonly networks: Readonly<Record<string, CheckedNetwork>>;
}
