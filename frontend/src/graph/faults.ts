/** Where a problem is to be mended: the field of the layer that its sentence names. */
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

/** The node of the network that a problem stands at: of what is inside of a block, the block's own. */
export const nodeOf = ({ where }: Pick<Problem, "where">): string => where.node.split("/")[0] ?? "";

/** What is wrong at a layer, or to be mended there. */
export function problemsAt(problems: readonly Problem[], role: string, node: string): Problem[] {
  return problems.filter(
    (problem) =>
      problem.where.role === role && (nodeOf(problem) === node || blamed(problem).node === node),
  );
}
