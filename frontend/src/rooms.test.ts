import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";
import { describe, expect, it } from "vitest";

/** Imports point down only; rooms on one line are strangers. */
const LADDER = [
  ["app"],
  ["features"],
  ["views"],
  ["form", "graph", "api"],
  ["ui"],
  ["locales"],
  ["schema"],
] as const;

const SOURCE = join(process.cwd(), "src");
const IMPORT = /(?:from|import)\s*\(?\s*"([^"]+)"/g;

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Where an import lands below src/; null outside the house. */
function landing(file: string, name: string): string | null {
  if (name.startsWith("@/")) return name.slice(2);
  if (!name.startsWith(".")) return null;
  return relative(SOURCE, normalize(join(dirname(file), name)));
}

function floor(path: string): number {
  const room = path.split("/")[0] ?? "";
  return LADDER.findIndex((rooms) => (rooms as readonly string[]).includes(room));
}

function fault(from: string, to: string): string | null {
  const [room, feature] = from.split("/");
  const [target, targetFeature] = to.split("/");
  if (room === target) {
    const strangers = room === "features" && feature !== targetFeature;
    return strangers ? `${from}: features never import each other (${to})` : null;
  }
  const [here, there] = [floor(from), floor(to)];
  // main.tsx and what tests share stand outside the ladder.
  if (here === -1 || to === "test-page") return null;
  return there > here ? null : `${from}: ${room} may not import ${to}`;
}

/** Every file with the files that it imports, now or later. */
function imports(): Map<string, string[]> {
  const files = new Set(sources(SOURCE).map((file) => relative(SOURCE, file)));
  const fileOf = (path: string) =>
    [path, `${path}.ts`, `${path}.tsx`].find((name) => files.has(name));
  return new Map(
    [...files].map((file) => {
      const text = readFileSync(join(SOURCE, file), "utf8").replace(/^import type .*$/gm, "");
      const names = [...text.matchAll(IMPORT)].map(([, name = ""]) =>
        landing(join(SOURCE, file), name),
      );
      return [file, names.flatMap((name) => (name === null ? [] : (fileOf(name) ?? [])))];
    }),
  );
}

/** The files that a file leads back to, on the way round. */
function circles(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const found: string[][] = [];
  const done = new Set<string>();
  const walk = (file: string, way: readonly string[]): void => {
    const at = way.indexOf(file);
    if (at >= 0) found.push([...way.slice(at), file]);
    if (at >= 0 || done.has(file)) return;
    for (const next of graph.get(file) ?? []) walk(next, [...way, file]);
    done.add(file);
  };
  for (const file of graph.keys()) walk(file, []);
  return found;
}

describe("the rooms of the front end", () => {
  it("import downwards only", () => {
    const faults = sources(SOURCE).flatMap((file) => {
      const from = relative(SOURCE, file);
      const text = readFileSync(file, "utf8");
      return [...text.matchAll(IMPORT)]
        .map(([, name = ""]) => landing(file, name))
        .map((to) => (to === null ? null : fault(from, to)))
        .filter((found) => found !== null);
    });
    expect(faults).toEqual([]);
  });

  it("never go round in a circle, even with what is loaded later", () => {
    expect(circles(imports())).toEqual([]);
  });

  it("knows a circle", () => {
    const round = new Map([
      ["a", ["b"]],
      ["b", ["c"]],
      ["c", ["a"]],
    ]);
    expect(circles(round)).toEqual([["a", "b", "c", "a"]]);
  });

  it("knows an import that points up", () => {
    expect(fault("views/Tile.tsx", "features/editor/Editor")).not.toBeNull();
    expect(fault("features/run/Dock.tsx", "features/editor/Editor")).not.toBeNull();
    expect(fault("api/live.ts", "graph/types")).not.toBeNull();
    expect(fault("features/run/Dock.tsx", "views/MetricChart")).toBeNull();
  });
});
