export const health = {
  name: "Layer health by step",
  measure: "Which reading",
  measures: { gradient: "Gradient", update: "Update / weight", dead: "Dead", moved: "Moved" },
  update: "Update",
  band: {
    gradient: "Green band: neither vanishing nor exploding",
    update: "Green band: {{low}} to {{high}} ‰, a healthy pace",
    dead: "Green band: up to {{dead}} silent units",
    moved: "How far the weights are from the first ones",
  },
  rule: {
    gradient:
      "A gradient is well up to a length of {{steep}}, and down to a ten-thousandth of the steepest layer's. Outside for {{steps}} steps, it is named as a fault.",
    update:
      "A step should move a layer's weights by about {{usual}} ‰ of their length (Karpathy, CS231n notes, 2015: “somewhere around 1e-3”). The band reaches 30 times to either side, since momentum lengthens steps; a schedule that lowers the rate may lower the ratio with it. Outside for {{steps}} steps, it is named as a fault.",
    dead: "A unit is dead when it fires for none of 64 samples. With more than {{dead}} of them for {{steps}} steps, the layer is named.",
    moved: "‖w − w₀‖ / ‖w₀‖ over all weights of a layer. Frozen ones stay at 0.",
  },
  settling: "Settling: the schedule lowers the rate, and the steps with it",
  empty: "Read a few times a second while it trains. Press Train.",
  faults: {
    dead_units: "{{node}}: {{dead}} of units never fire",
    vanishing_gradient: "{{node}}: the gradient vanishes ({{gradient}})",
    exploding_gradient: "{{node}}: the gradient explodes ({{gradient}})",
    update_too_large: "{{node}}: updates are too large, {{update}} of its weights",
    update_too_small: "{{node}}: it hardly moves, {{update}} of its weights",
  },
} as const;
