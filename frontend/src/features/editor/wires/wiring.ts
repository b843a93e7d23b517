/** A wire being drawn: what it may reach is asked once, when it starts. */
import type { FinalConnectionState } from "@xyflow/react";
import type { TFunction } from "i18next";
import { targetsOf } from "@/api/check";
import { currentSheet, documentStore } from "@/graph/documentStore";
import {
  firstPort,
  otherEnd,
  type PortRef,
  portsOf,
  portText,
  samePort,
  type WireEnd,
  wireBetween,
  wireText,
} from "@/graph/ports";
import { nameOf, partAt, placedAt, together } from "@/graph/sheet";
import type { Edge, Problem } from "@/graph/types";
import { readingOrder } from "@/graph/walk";
import type { TargetsReport } from "@/schema/schema.gen";
import { announce, editorStore, holdWire, mayJoin, refuse, type Wiring } from "../editorStore";
import { dropOf, type WindowPoint } from "./dropOf";

type Say = TFunction<"editor">;
type Verdicts = TargetsReport["targets"];

interface Asked {
  readonly wiring: Pick<Wiring, "from" | "end">;
  readonly answer: Promise<Verdicts>;
  readonly abort: AbortController;
}

let asked: Asked | null = null;

/** By the names of the sheet. No wire leads from one network to another: those layers are refused without asking. */
async function verdicts(
  { node, port }: PortRef,
  end: WireEnd,
  signal: AbortSignal,
): Promise<Verdicts> {
  const lying = documentStore.getState();
  const part = partAt(lying, node);
  if (lying.document === null || part === undefined) return {};
  const from = { [end]: nameOf(node), port, inside: part.prefix };
  const { targets } = await targetsOf(lying.document, part.role, from, signal);
  const own = Object.entries(targets).map(([to, ports]) => [`${part.start}${to}`, ports]);
  return { ...elsewhere(node, end), ...Object.fromEntries(own) };
}

function elsewhere(from: string, end: WireEnd): Verdicts {
  const others = Object.entries(currentSheet().nodes).filter(([id]) => !together(id, from));
  return Object.fromEntries(
    others.map(([id, { layer }]) => {
      const ports = portsOf(layer.kind, otherEnd(end));
      const at = ports.length > 0 ? ports : [firstPort(layer.kind, otherEnd(end))];
      const refused = { allowed: false, problem: otherNetwork(id) };
      return [id, Object.fromEntries(at.map((port) => [port, refused]))];
    }),
  );
}

/** What passes from network to network, the algorithm hands on. */
function otherNetwork(id: string): Problem {
  const { role, name } = placedAt(documentStore.getState(), id);
  return { code: "other_network", params: {}, where: { role, node: name, field: "" } };
}

/** Asks what the wire in the hand may reach. */
export function ask(): void {
  const { wiring: held } = editorStore.getState();
  if (held === null) return;
  const { from, end } = held;
  asked?.abort.abort();
  holdOff(elsewhere(from.node, end));
  const abort = new AbortController();
  // Without an answer the wire is drawn, and the check says what is wrong with it.
  const answer = verdicts(from, end, abort.signal).catch((): Verdicts => ({}));
  asked = { wiring: { from, end }, answer, abort };
  void answer.then((known) => asked?.abort === abort && holdOff(known));
}

function holdOff(verdicts: Verdicts): void {
  const { wiring } = editorStore.getState();
  if (wiring !== null) editorStore.setState({ wiring: { ...wiring, verdicts } });
}

function endWire(): void {
  editorStore.setState({ wiring: null });
}

/** Joins the started wire to the first of these ports that may be, or says at the first why not. Answers the wire. */
export async function finishWire(node: string, ports: readonly string[]): Promise<Edge | null> {
  const started = asked;
  endWire();
  if (started === null || started.wiring.from.node === node) return null;
  const { from, end } = started.wiring;
  const known = (await started.answer)[node] ?? elsewhere(from.node, end)[node];
  const usual = firstPort(currentSheet().nodes[node]?.layer.kind ?? "", otherEnd(end));
  const [first = usual] = ports;
  const port = ports.find((each) => known?.[each]?.allowed ?? true) ?? first;
  const problem = known?.[port]?.problem;
  const to = { node, port };
  if (problem) {
    refuse({ at: to, end: otherEnd(end), problem });
    return null;
  }
  const wire = end === "source" ? wireBetween(from, to) : wireBetween(to, from);
  documentStore.getState().connect(wire);
  return wire;
}

async function join(node: string, ports: readonly string[], say: Say): Promise<void> {
  const wire = await finishWire(node, ports);
  if (wire !== null) announce(say("news.joined", wireText(currentSheet(), wire)));
}

/** Lets go of the wire in the hand. Answers where it began if it leads into the open and asks for a layer there. */
export function letGo(at: WindowPoint, over: FinalConnectionState, say: Say): PortRef | null {
  const { wiring } = editorStore.getState();
  const drop = wiring && dropOf(at, over, otherEnd(wiring.end), currentSheet());
  if (wiring && drop && drop.node !== wiring.from.node) {
    void join(drop.node, drop.ports, say);
    return null;
  }
  endWire();
  return wiring?.end === "source" && drop === null ? wiring.from : null;
}

/** Ports that the started wire may reach, as they are read; all others while nothing is known. */
function candidates(order: readonly string[]): PortRef[] {
  const { wiring } = editorStore.getState();
  if (wiring === null) return [];
  const { nodes } = currentSheet();
  return order.flatMap((node) => {
    const kind = nodes[node]?.layer.kind;
    if (kind === undefined || node === wiring.from.node) return [];
    const ports = portsOf(kind, otherEnd(wiring.end)).map((port) => ({ node, port }));
    return ports.filter(mayJoin);
  });
}

/** The next reachable port from where the choice stands, going round at the ends. */
export function nextCandidate(from: PortRef, step: 1 | -1): PortRef | null {
  const order = readingOrder(currentSheet());
  const reachable = candidates(order);
  const at = reachable.findIndex((each) => samePort(each, from));
  if (at >= 0) return reachable[(at + step + reachable.length) % reachable.length] ?? null;
  // The choice still stands where the wire begins.
  const start = order.indexOf(from.node);
  const behind = reachable.findIndex(({ node }) => order.indexOf(node) > start);
  const next = behind < 0 ? reachable.length : behind;
  const wanted = step > 0 ? next : next - 1;
  return reachable[(wanted + reachable.length) % reachable.length] ?? null;
}

/** The wire in the hand begins at the layer's next output: answers which, null where it has no other. */
function nextStart(): PortRef | null {
  const { wiring } = editorStore.getState();
  if (wiring === null || wiring.end !== "source") return null;
  const { node, port } = wiring.from;
  const ports = portsOf(currentSheet().nodes[node]?.layer.kind ?? "", "source");
  const next = ports[(ports.indexOf(port) + 1) % ports.length];
  return next === undefined || next === port ? null : { node, port: next };
}

/** A wire from here by key: arrows choose where it ends. */
export function beginByKey(from: PortRef, say: Say): void {
  holdWire(from, "source", from);
  ask();
  announce(say("news.wiring", { node: portText(currentSheet(), "source", from) }));
}

/** A key while a wire is drawn by key: arrows walk the ports that it may reach, W the outputs that it may begin at. */
export function pressWhileWiring({ key, shiftKey }: KeyboardEvent, say: Say): void {
  const { wiring } = editorStore.getState();
  if (wiring === null || wiring.choice === null) return;
  if (key === "Escape") endWire();
  else if (key === "Enter") void join(wiring.choice.node, [wiring.choice.port], say);
  else if (key === "w") beginByKey(nextStart() ?? wiring.from, say);
  else {
    const back = key === "ArrowLeft" || key === "ArrowUp" || shiftKey;
    const choice = nextCandidate(wiring.choice, back ? -1 : 1);
    if (choice === null) return;
    editorStore.setState({ wiring: { ...wiring, choice } });
    announce(
      say("news.candidate", { node: portText(currentSheet(), otherEnd(wiring.end), choice) }),
    );
  }
}
