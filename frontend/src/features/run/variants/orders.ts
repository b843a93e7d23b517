/** What is ordered of all variants together. */
import { http } from "@/api/http";
import type { RunState } from "@/api/runFold";
import { watchedRun } from "@/api/runStore";
import { withSaved } from "@/graph/autosave";
import { documentStore } from "@/graph/documentStore";
import type { Command, RunBody } from "@/schema/schema.gen";
import { beginning, membersNow, unended } from "./members";

/** Queues runs of the variants of the experiment on screen, and looks at the first. Says which that is. */
export async function beginAll(): Promise<string> {
  const members = membersNow();
  const begun = beginning(members);
  const only = begun.length < members.length ? begun.map(({ name }) => name) : [];
  const { id, runs } = await withSaved(async () => {
    const { id, revision } = documentStore.getState();
    const path = `/api/experiments/${id}/family`;
    return { id, runs: await http.post<RunBody[]>(path, { revision, only }) };
  });
  const [first] = runs;
  if (first === undefined) throw new Error("no run was made");
  // The reader may have gone to another experiment meanwhile.
  if (documentStore.getState().id === id) watchedRun.open(first.id, "", first.state as RunState);
  return first.id;
}

/** Orders all but the run on screen, which has an order of its own. */
export async function orderOthers(command: Command): Promise<void> {
  const watched = watchedRun.summary.getState().run;
  const others = unended(membersNow()).filter(({ id }) => id !== watched);
  // Those that would begin next are held first: else each that ends lets another begin.
  const line = command.kind === "resume_run" ? others : others.toReversed();
  for (const { id } of line) await watchedRun.order(command, id);
}
