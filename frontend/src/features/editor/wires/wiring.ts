/** A wire being drawn: what it may reach is asked once, when it starts. */
import { sourcesOf, targetsOf } from "@/api/check";
import { documentStore } from "@/graph/documentStore";
import { networkOf } from "@/graph/experiment";
import type { Edge } from "@/graph/types";
import type { TargetsReport } from "@/schema/schema.gen";
import { editorStore, refuse, type Verdict, type Wiring } from "../editorStore";

interface Asked {
  readonly wiring: Pick<Wiring, "from" | "side">;
  readonly answer: Promise<Readonly<Record<string, Verdict>>>;
  readonly abort: AbortController;
}

let asked: Asked | null = null;

async function verdicts(from: string, side: Wiring["side"], signal: AbortSignal) {
  const { document, role } = documentStore.getState();
  if (document === null) return {};
  const ask = side === "source" ? targetsOf : sourcesOf;
  const report: TargetsReport = await ask(document, role, from, signal);
  // Every node has one port on each side so far; where there are several, the first answers for it.
  return Object.fromEntries(
    Object.entries(report.targets).flatMap(([node, ports]) =>
      Object.values(ports)
        .slice(0, 1)
        .map((verdict): [string, Verdict] => [node, verdict]),
    ),
  );
}

export function startWire(from: string, side: Wiring["side"], choice: string | null = null): void {
  asked?.abort.abort();
  const abort = new AbortController();
  // Without an answer the wire is drawn, and the check says what is wrong with it.
  const answer = verdicts(from, side, abort.signal).catch(() => ({}));
  asked = { wiring: { from, side }, answer, abort };
  editorStore.setState({ wiring: { from, side, verdicts: {}, choice }, refusal: null });
  void answer.then((known) => {
    const { wiring } = editorStore.getState();
    if (asked?.abort !== abort || wiring === null) return;
    editorStore.setState({ wiring: { ...wiring, verdicts: known } });
  });
}

export function endWire(): void {
  editorStore.setState({ wiring: null });
}

/** Joins the started wire to a node, or says at the node why not. Answers the wire that was drawn. */
export async function finishWire(node: string): Promise<Edge | null> {
  const started = asked;
  endWire();
  if (started === null || started.wiring.from === node) return null;
  const known = await started.answer;
  const verdict: Verdict | undefined = known[node];
  if (verdict && !verdict.allowed && verdict.problem !== null) {
    refuse(node, verdict.problem);
    return null;
  }
  const { from, side } = started.wiring;
  const wire = side === "source" ? { source: from, target: node } : { source: node, target: from };
  documentStore.getState().connect(wire);
  return wire;
}

/** For the colour of the line in the hand; unknown counts as allowed. */
export function mayJoin(node: string): boolean {
  return editorStore.getState().wiring?.verdicts[node]?.allowed ?? true;
}

/** Nodes that the started wire may reach, as they are read; all others while nothing is known. */
export function candidates(order: readonly string[]): string[] {
  const { wiring } = editorStore.getState();
  if (wiring === null) return [];
  const { nodes } = networkOf(documentStore.getState().document, documentStore.getState().role);
  return order.filter((id) => id !== wiring.from && Object.hasOwn(nodes, id) && mayJoin(id));
}
