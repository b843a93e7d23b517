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

/** What is wrong at a layer, or to be mended there. */
export function problemsAt(problems: readonly Problem[], role: string, node: string): Problem[] {
  return problems.filter(
    (problem) =>
      problem.where.role === role && (problem.where.node === node || blamed(problem).node === node),
  );
}
