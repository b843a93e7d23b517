import { floats } from "@/api/wire";
import type { ResidualsFrame } from "@/schema/schema.gen";

/** What is drawn: each answer, and by how much it is above the truth. */
export interface DecodedResiduals {
  answers: Float32Array;
  residuals: Float32Array;
  /** The least and the largest answer. */
  low: number;
  high: number;
  /** The largest residual, without its sign. */
  most: number;
  /** Mean residual without its sign, and how far answers lie above the truth on the whole. */
  mean: number;
  bias: number;
}

export function residualsOf(
  frame: Pick<ResidualsFrame, "answers" | "residuals">,
): DecodedResiduals {
  const [answers, residuals] = [floats(frame.answers), floats(frame.residuals)];
  let [low, high, most, sum, bias] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, 0, 0];
  answers.forEach((answer, at) => {
    const residual = residuals[at] ?? 0;
    low = Math.min(low, answer);
    high = Math.max(high, answer);
    most = Math.max(most, Math.abs(residual));
    sum += Math.abs(residual);
    bias += residual;
  });
  const count = Math.max(1, answers.length);
  return { answers, residuals, low, high, most, mean: sum / count, bias: bias / count };
}
