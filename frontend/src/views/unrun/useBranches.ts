import { useMemo } from "react";
import { useCheck } from "@/graph/checkStore";
import { useDocument } from "@/graph/documentStore";
import { networkOf } from "@/graph/experiment";
import { type Branching, branchesOf } from "./branches";

/** The nodes of a network that join branches by their channels. */
export function useBranches(role: string): readonly Branching[] {
  const network = useDocument(({ document }) => networkOf(document, role));
  const checked = useCheck(({ answer }) => answer?.networks[role]);
  return useMemo(() => branchesOf(network, checked), [network, checked]);
}
