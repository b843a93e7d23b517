/** What a network that answers at every step of a sequence thinks on the way. */
import { signedBytes } from "@/api/wire";
import type { NodeOutput } from "@/schema/schema.gen";

/** A step at which another class comes to be the likeliest, and how likely it is. */
export interface Turn {
  readonly step: number;
  readonly label: number;
  readonly share: number;
}

/** Of answers by step, before softmax; none where there is no answer for each of so many steps and classes. */
export function turnsIn(
  { shape, values, scale }: Pick<NodeOutput, "shape" | "values" | "scale">,
  steps: number,
  classes: number,
): Turn[] {
  if (shape.length !== 2 || shape[0] !== steps || shape[1] !== classes || scale < 0) return [];
  const bytes = signedBytes(values);
  // Of longer texts the first steps alone are told.
  const told = Math.min(steps, Math.floor(bytes.length / Math.max(1, classes)));
  const turns: Turn[] = [];
  for (let step = 0; step < told; step++) {
    const scores = [...bytes.subarray(step * classes, (step + 1) * classes)].map(
      (value) => (value / 127) * scale,
    );
    const best = Math.max(...scores);
    const label = scores.indexOf(best);
    const share = 1 / scores.reduce((sum, score) => sum + Math.exp(score - best), 0);
    if (turns.at(-1)?.label !== label) turns.push({ step, label, share });
  }
  return turns;
}
