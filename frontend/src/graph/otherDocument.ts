/** What is kept, and of which network it is spoken, when another document lies on the canvas. */
import { sameNetwork } from "./compare";
import { type Experiment, networkOf, rolesOf, sameRole } from "./experiment";
import { rebased } from "./variants";

/** A snapshot with what belongs to no run taken from the document, its variants too; of an unchanged network the places and annotations. */
export function asRun(snapshot: Experiment, own: Experiment): Experiment {
  const networks = Object.fromEntries(
    Object.entries(snapshot.networks).map(([role, network]) => {
      const today = own.networks[role];
      return [
        role,
        today !== undefined && sameNetwork(networkOf(own, role), networkOf(snapshot, role))
          ? today
          : network,
      ];
    }),
  );
  const { title, notes, arrangement } = own;
  return rebased(own, { ...snapshot, networks, title, notes, arrangement });
}

/** The network in which two documents differ: the one on screen where it does, since there a change is seen. */
export function changedRole(
  before: Experiment | null,
  after: Experiment | null,
  shown: string,
): string {
  const differs = (role: string) => networkOf(before, role) !== networkOf(after, role);
  if (after === null) return shown;
  const stays = sameRole(after, shown);
  return differs(stays) ? stays : (rolesOf(after).find(differs) ?? stays);
}
