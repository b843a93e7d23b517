import { inputField, targetField } from "@/api/dataFields";
import { givesClasses } from "@/graph/classUnits";
import { useDocument } from "@/graph/documentStore";
import { networkOf } from "@/graph/experiment";
import { useDataset } from "./useDataset";

const NONE: readonly string[] = [];

/** The names of a node's units, in order: features where data enter, classes or targets where it answers; else none. */
export function useUnitNames(node: string, units: number): readonly string[] {
  const data = useDataset();
  const side = useDocument(({ document, role }) => {
    const network = networkOf(document, role);
    if (network.nodes[node]?.layer.kind === "input") return "input";
    return givesClasses(network, node) ? "answer" : "";
  });
  if (data === undefined || side === "") return NONE;
  const names = (side === "input" ? inputField(data) : targetField(data))?.names ?? NONE;
  return names.length === units ? names : NONE;
}
