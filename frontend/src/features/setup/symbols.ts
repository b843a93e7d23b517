/** The letters of the fields in the formulas that the catalogue tells, and the formula of what is no member of a union. */

export const symbols: Readonly<Record<string, string>> = {
  learning_rate: "η",
  momentum: "μ",
  weight_decay: "λ",
  beta1: "β₁",
  beta2: "β₂",
  alpha: "α",
  rho: "ρ",
  momentum_decay: "ψ",
  epsilon: "ε",
  warmup_steps: "n",
  final_fraction: "r",
  every_epochs: "k",
  factor: "γ",
  milestones: "m",
  rise_fraction: "s",
  initial_fraction: "i",
  label_smoothing: "ε",
  delta: "δ",
  clip_norm: "c",
  margin: "m",
  power: "p",
};

/** What a bound on the gradients does before the optimizer sees them. */
export const CLIP_FORMULA = "g ← g·min(1, c / ‖g‖)";
