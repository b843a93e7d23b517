/**
 * The sheet: what of an experiment lies on the canvas, as one network. That is all of its networks, or the inside of a
 * block that is open. Where there are several, a node goes by its path, `generator/linear_1`, and one inside of a block
 * by that of the use, `res_1/conv2d_1`; comments and groups do so too. In one network alone it goes by its plain name.
 * What is edited there goes back into the networks that it changes, and the others stay the objects that they were.
 */
import { withInside } from "./blocks/editing";
import { type Level, type OpenUse, openLevel, wayOf, wholeLevel } from "./blocks/opened";
import { type Experiment, firstRole, networkOf, rolesOf, withNetwork } from "./experiment";
import { lifted, lowered } from "./lifted";
import type { Network } from "./types";

const BETWEEN = "/";

/** What lies on the canvas: an experiment, and the use of a block that is open in it. */
export interface Lying {
  readonly document: Experiment | null;
  readonly opened?: OpenUse | null;
}

/** A node, a comment or a group as the server tells of it: its network, and its path there. */
export interface Placed {
  readonly role: string;
  readonly name: string;
}

/** One network of the document on the sheet. */
export interface Part extends Level {
  /** What the paths of all that is in it begin with; nothing where it is alone. */
  readonly start: string;
}

/** What the reader calls a thing on the sheet: the path without what it stands in. */
export const nameOf = (path: string): string => path.slice(path.lastIndexOf(BETWEEN) + 1);

/** What the path of a thing begins with: the same for all of its network. */
export const startOfPath = (path: string): string => path.slice(0, path.lastIndexOf(BETWEEN) + 1);

/** Whether two things lie in one network. */
export const together = (one: string, other: string): boolean =>
  startOfPath(one) === startOfPath(other);

const roleStart = (document: Experiment | null, role: string): string =>
  rolesOf(document).length > 1 ? `${role}${BETWEEN}` : "";

/** The inside that lies on the canvas; null where the networks themselves do. */
export const insideOn = ({ document, opened = null }: Lying): Level | null =>
  openLevel(document, opened);

/**
 * Whether the inside lies in its network, in place of the use; else it lies there alone: one of several networks, and one
 * inside of another block, would leave no room to read it.
 */
export const isInPlace = ({ document }: Lying, { way }: Pick<Level, "way">): boolean =>
  way.length === 1 && rolesOf(document).length === 1;

/** The networks that lie there, one by one; the inside of a block first. */
export function partsOf(lying: Lying): readonly Part[] {
  const { document } = lying;
  const inside = insideOn(lying);
  const whole = rolesOf(document).map((role) => ({
    ...wholeLevel(document, role),
    start: roleStart(document, role),
  }));
  if (inside === null) return whole;
  const steps = inside.way.map((node) => `${node}${BETWEEN}`).join("");
  const part = { ...inside, start: `${roleStart(document, inside.role)}${steps}` };
  return isInPlace(lying, inside) ? [part, ...whole] : [part];
}

/** Whether several networks lie there side by side. */
export const areSeveral = (lying: Lying): boolean =>
  rolesOf(lying.document).length > 1 && insideOn(lying) === null;

/** The part in which a thing lies; undefined where it does not lie there. */
export const partAt = (lying: Lying, path: string): Part | undefined =>
  partsOf(lying).find(({ start }) => start === startOfPath(path));

/** What the paths of one network begin with: that of the role, or the inside of a block of it that is open. */
export function startOf(lying: Lying, role: string): string {
  const part = partsOf(lying).find((each) => each.role === role);
  return part?.start ?? roleStart(lying.document, role);
}

/**
 * By which name there lies on the sheet what the server tells of: itself, or the block that it is inside of. Copies of a
 * use lie in one place.
 */
export function pathOf(lying: Lying, { role, name }: Placed): string {
  const { way } = wayOf(name);
  const part = partsOf(lying).find(
    (each) =>
      each.role === role &&
      each.way.length < way.length &&
      each.way.every((node, at) => node === way[at]),
  );
  return part === undefined
    ? `${roleStart(lying.document, role)}${way[0] ?? ""}`
    : `${part.start}${way[part.way.length] ?? ""}`;
}

/** How the server calls what stands in a part under this name. */
export const serverName = ({ prefix }: Pick<Level, "prefix">, name: string): string =>
  prefix === "" ? name : `${prefix}${BETWEEN}${name}`;

/** Whose a thing on the sheet is, and its path there. */
export function placing(lying: Lying): (path: string) => Placed {
  const parts = new Map(partsOf(lying).map((part) => [part.start, part]));
  const role = rolesOf(lying.document)[0] ?? "";
  return (path) => {
    const part = parts.get(startOfPath(path));
    return part === undefined
      ? { role, name: path }
      : { role: part.role, name: serverName(part, nameOf(path)) };
  };
}

export const placedAt = (lying: Lying, path: string): Placed => placing(lying)(path);

/** What is known by network and path, by the names of the sheet. */
export function onSheet<Known>(
  lying: Lying,
  known: (role: string) => Readonly<Record<string, Known>> | undefined,
): Readonly<Record<string, Known>> {
  const parts = partsOf(lying);
  const [only] = parts;
  if (only === undefined) return {};
  if (only.start === "" && parts.length === 1) return known(only.role) ?? {};
  const all: Record<string, Known> = {};
  for (const part of parts) {
    const own = known(part.role) ?? {};
    for (const name of Object.keys(part.network.nodes)) {
      const value = own[serverName(part, name)];
      if (value !== undefined) all[`${part.start}${name}`] = value;
    }
  }
  return all;
}

interface Sheet {
  readonly parts: readonly Part[];
  readonly sheet: Network;
}

const sheets = new WeakMap<Experiment["networks"], Sheet>();

const sameParts = (one: readonly Part[], other: readonly Part[]): boolean =>
  one.length === other.length &&
  one.every(({ network, start }, at) => {
    const its = other[at];
    return network === its?.network && start === its.start;
  });

export function sheetOf(lying: Lying): Network {
  const { document } = lying;
  const parts = partsOf(lying);
  const [only] = parts;
  if (document === null || only === undefined || (parts.length === 1 && only.start === ""))
    return only?.network ?? networkOf(document, "");
  const known = sheets.get(document.networks);
  if (known && sameParts(known.parts, parts)) return known.sheet;
  const outward = parts.toSorted((one, other) => one.way.length - other.way.length);
  const made = outward.map(({ network, start }) => lifted(network, start));
  const sheet: Network = {
    nodes: Object.assign({}, ...made.map(({ nodes }) => nodes)),
    edges: made.flatMap(({ edges }) => edges),
    comments: Object.assign({}, ...made.map(({ comments }) => comments)),
    groups: Object.assign({}, ...made.map(({ groups }) => groups)),
  };
  sheets.set(document.networks, { parts, sheet });
  return sheet;
}

/** The experiment after an edit of its sheet. */
export function withSheet(lying: Lying & { readonly document: Experiment }, sheet: Network) {
  const { document, opened } = lying;
  const parts = partsOf(lying);
  const [only] = parts;
  if (only === undefined || (parts.length === 1 && only.start === ""))
    return withNetwork(document, firstRole(document), sheet);
  return parts.reduce((so, part) => {
    const network = lowered(partOf(sheet, part.start), part.network, part.start);
    if (network === part.network) return so;
    return opened && part.use !== null
      ? withInside(so, opened, network)
      : withNetwork(so, part.role, network);
  }, document);
}

/** One network of the sheet, still by paths; the sheet itself where it holds no other. */
export function partOf(sheet: Network, start: string): Network {
  const ours = (path: string) => startOfPath(path) === start;
  if (start === "" && Object.keys(sheet.nodes).every(ours)) return sheet;
  const own = <Value>(all: Readonly<Record<string, Value>> | undefined): Record<string, Value> =>
    Object.fromEntries(Object.entries(all ?? {}).filter(([path]) => ours(path)));
  return {
    nodes: own(sheet.nodes),
    edges: sheet.edges.filter(({ source }) => ours(source)),
    comments: own(sheet.comments),
    groups: own(sheet.groups),
  };
}
