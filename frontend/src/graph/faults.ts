/** Where a problem is to be mended: the field of the layer that its sentence names. */
import { wayOf } from "./blocks/opened";
import type { Problem } from "./types";

interface Blamed {
  readonly node: string;
  /** Empty where no single field is at fault. */
  readonly field: string;
}

export function blamed({ code, params, where }: Problem): Blamed {
  // The answer has the wrong size because the layer before it gives it.
  if (code === "wrong_output_size_linear")
    return { node: String(params.linear), field: "out_features" };
  return where;
}

/** Whether what stands at one place of the server's paths stands at another or inside of it; copies are one place. */
function standsAt(path: string, node: string): boolean {
  const [{ way }, { way: holder }] = [wayOf(path), wayOf(node)];
  return path !== "" && holder.every((step, at) => step === way[at]);
}

/** Whether two paths of the server say the same place; copies are one place. */
export const samePlace = (one: string, other: string): boolean =>
  standsAt(one, other) && standsAt(other, one);

/** What is wrong at a layer, inside of it where it is a block, or to be mended there. */
export function problemsAt(problems: readonly Problem[], role: string, node: string): Problem[] {
  return problems.filter(
    (problem) =>
      problem.where.role === role &&
      (standsAt(problem.where.node, node) || standsAt(blamed(problem).node, node)),
  );
}
