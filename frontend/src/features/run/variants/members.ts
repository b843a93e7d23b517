/** The variants of an experiment, each with its newest run. */

import { isOver, type RunState } from "@/api/runFold";
import { runList } from "@/api/runList";
import { documentStore } from "@/graph/documentStore";
import { variantsOf } from "@/graph/variants";
import type { ListedRun, Variant } from "@/schema/schema.gen";
import { type Bound, boundOf } from "../presses";

export interface Member {
  readonly name: string;
  readonly run: ListedRun | null;
}

export function membersOf(
  variants: readonly Pick<Variant, "name">[],
  runs: readonly ListedRun[],
): readonly Member[] {
  const names = [...new Set(variants.map(({ name }) => name))];
  // Newest first: the first of a name is its newest.
  return names.map((name) => ({ name, run: runs.find((run) => run.variant === name) ?? null }));
}

export const membersNow = (): readonly Member[] =>
  membersOf(variantsOf(documentStore.getState().document), runList.getState().runs);

/** Their runs that are not over yet, in the order in which they were begun. */
export function unended(members: readonly Member[]): readonly ListedRun[] {
  return members
    .flatMap(({ run }) => (run === null || isOver(run.state as RunState) ? [] : [run]))
    .toSorted((a, b) => a.number - b.number);
}

/** What all of them together are bound for. */
export function boundOfAll(members: readonly Member[]): Bound {
  const bounds = unended(members).map(({ state }) => boundOf(state as RunState));
  return bounds.includes("going") ? "going" : bounds.includes("waiting") ? "waiting" : "over";
}

/** Those that a press begins: what never came to its end, or where all did, all anew. */
export function beginning(members: readonly Member[]): readonly Member[] {
  const rest = members.filter(({ run }) => run === null || run.state === "stopped");
  return rest.length > 0 ? rest : members;
}
