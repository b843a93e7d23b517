/** The arithmetic behind the set-up, as it is written on paper; the same in every language. */

export interface Arithmetic {
  readonly lines: readonly string[];
  /** The letter that stands for a field. */
  readonly symbols: Readonly<Record<string, string>>;
}

const RATE = { learning_rate: "η", weight_decay: "λ" };
const MEANS = { ...RATE, beta1: "β₁", beta2: "β₂", epsilon: "ε" };
const RUNNING_MEANS = ["m ← β₁·m + (1 − β₁)·g", "s ← β₂·s + (1 − β₂)·g²"];
const SCALED = "w ← w − η · m/(1 − β₁ᵗ) / (√(s/(1 − β₂ᵗ)) + ε)";

export const formulas: Readonly<Record<string, Arithmetic>> = {
  sgd: {
    lines: ["g ← ∇L + λ·w", "v ← μ·v + g", "w ← w − η·v", "Nesterov:  w ← w − η·(g + μ·v)"],
    symbols: { ...RATE, momentum: "μ" },
  },
  adam: { lines: ["g ← ∇L + λ·w", ...RUNNING_MEANS, SCALED], symbols: MEANS },
  adamw: { lines: ["g ← ∇L,  w ← w − η·λ·w", ...RUNNING_MEANS, SCALED], symbols: MEANS },
  rmsprop: {
    lines: ["g ← ∇L + λ·w", "s ← α·s + (1 − α)·g²", "v ← μ·v + g / (√s + ε)", "w ← w − η·v"],
    symbols: { ...RATE, alpha: "α", epsilon: "ε", momentum: "μ" },
  },
  constant: { lines: ["η(t) = η"], symbols: {} },
  cosine: {
    lines: [
      "t ≤ n:  η(t) = η·t / (n + 1)",
      "t > n:  η(t) = η·(f + (1 − f)·(1 + cos πx) / 2)",
      "x = (t − 1 − n) / (T − n)",
    ],
    symbols: { warmup_steps: "n", final_fraction: "f" },
  },
  step: {
    lines: ["η(t) = η·fᵏ,  k = ⌊(t − 1) / (e·E)⌋"],
    symbols: { every_epochs: "e", factor: "f" },
  },
  multi_step: {
    lines: ["η(t) = η·fᵏ,  k = |{e : t > e·E}|"],
    symbols: { milestones: "e", factor: "f" },
  },
  exponential: { lines: ["η(t) = η·fˣ,  x = (t − 1) / E"], symbols: { factor: "f" } },
  one_cycle: {
    lines: [
      "p = r·T − 1,  c(a, b, x) = b + (a − b)·(1 + cos πx) / 2",
      "t − 1 < p:  η(t) = η·c(a, 1, (t − 1) / p)",
      "t − 1 ≥ p:  η(t) = η·c(1, f, (t − 1 − p) / (T − 1 − p))",
    ],
    symbols: { rise_fraction: "r", initial_fraction: "a", final_fraction: "f" },
  },
  guards: {
    lines: ["y = (1 − s)·onehot + s / K", "g ← g·min(1, c / ‖g‖)"],
    symbols: { label_smoothing: "s", clip_norm: "c" },
  },
};
