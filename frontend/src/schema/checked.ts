/** What a check says once its values stand in their places: on the wire they are told once for each network. */
import type { CheckReport, NetworkReport, NodeReport, ValueBody } from "./schema.gen";

export interface CheckedNode extends Omit<NodeReport, "given" | "outputs"> {
  readonly given: Readonly<Record<string, readonly ValueBody[]>>;
  /** By port; empty where what leaves is unknown. */
  readonly outputs: Readonly<Record<string, ValueBody>>;
}

export interface CheckedNetwork extends Omit<NetworkReport, "nodes" | "values"> {
  readonly nodes: Readonly<Record<string, CheckedNode>>;
}

export interface CheckedExperiment extends Omit<CheckReport, "networks"> {
  readonly networks: Readonly<Record<string, CheckedNetwork>>;
}
