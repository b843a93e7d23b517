/** The ends of an inside that is open: what arrives at the use of its block, and what leaves it. */
import type { CheckedNode } from "@/schema/checked";
import { givesWires, sourcePort, takesWires } from "../ports";
import { type Lying, type Part, partsOf, serverName } from "../sheet";
import type { Network, Value } from "../types";

type Reports = Readonly<Record<string, CheckedNode>>;

const kindOf = ({ nodes }: Network, node: string): string => nodes[node]?.layer.kind ?? "";

const entries = (network: Network): string[] =>
  Object.keys(network.nodes).filter((node) => !takesWires(kindOf(network, node)));

const exits = (network: Network): string[] =>
  Object.keys(network.nodes).filter((node) => !givesWires(kindOf(network, node)));

/** One alone has the usual name, several have those of their nodes. */
const portOf = (ends: readonly string[], node: string, usual: string): string =>
  ends.length === 1 ? usual : node;

const insides = (lying: Lying): Part[] => partsOf(lying).filter(({ use }) => use !== null);

/** By the names of the sheet, how they are called there: `in` and `out`, or by their nodes. */
export function endsInside(lying: Lying): ReadonlyMap<string, string> {
  return new Map(
    insides(lying).flatMap(({ network, start }) => {
      const [from, to] = [entries(network), exits(network)];
      return [
        ...from.map((node) => [`${start}${node}`, portOf(from, node, "in")] as const),
        ...to.map((node) => [`${start}${node}`, portOf(to, node, "out")] as const),
      ];
    }),
  );
}

/** The path of the use that a part is the inside of, all its copies together. */
const placeOfUse = ({ prefix, use, copy }: Part): string =>
  use?.numbered ? prefix.slice(0, -`/${copy}`.length) : prefix;

/** What leaves an inside at one of its ends; of another of its copies where it is said which. */
function leaving(part: Part, node: string, reports: Reports, copy = part.copy): Value | undefined {
  const wire = part.network.edges.find(({ target }) => target === node);
  if (wire === undefined) return undefined;
  const prefix = part.use?.numbered ? `${placeOfUse(part)}/${copy}` : part.prefix;
  const { node: source, port } = sourcePort(wire);
  if (entries(part.network).includes(source)) return arriving(part, source, reports, copy);
  return reports[serverName({ prefix }, source)]?.outputs[port];
}

/** What arrives: of the first copy what the use is given, of all others what the one before gives. */
function arriving(part: Part, node: string, reports: Reports, copy = part.copy): Value | undefined {
  const [answer] = exits(part.network);
  if (copy > 0) return answer === undefined ? undefined : leaving(part, answer, reports, copy - 1);
  const port = portOf(entries(part.network), node, "in");
  return reports[placeOfUse(part)]?.given[port]?.[0];
}

const NO_COST = { parameters: 0, buffers: 0, flops: 0 };

/** What the check says of the ends, by the names of the sheet: on the server they are no nodes of their own. */
export function endReports(
  lying: Lying,
  known: (role: string) => Reports | undefined,
): Readonly<Record<string, CheckedNode>> {
  const told: Record<string, CheckedNode> = {};
  for (const part of insides(lying)) {
    const reports = known(part.role) ?? {};
    for (const node of entries(part.network)) {
      const value = arriving(part, node, reports);
      told[`${part.start}${node}`] = report(value && { outputs: { out: value } });
    }
    for (const node of exits(part.network)) {
      const value = leaving(part, node, reports);
      told[`${part.start}${node}`] = report(
        value && { given: { in: [value] }, outputs: { out: value } },
      );
    }
  }
  return told;
}

type Told = Pick<CheckedNode, "given" | "outputs">;

const report = (told: Partial<Record<keyof Told, object>> | undefined): CheckedNode =>
  ({ given: {}, outputs: {}, ...told, ...NO_COST }) as CheckedNode;

export { skipsIn } from "./openedSkips";
