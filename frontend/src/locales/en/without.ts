/** Words of layers that are switched off; they come with the part that says them and not with the page. */
export const without = {
  title: "Without this layer",
  off: "Switch off",
  on: "Switch on",
  offOf: "Switch {{node}} off",
  onOf: "Switch {{node}} on",
  ask: "What is it worth?",
  refused: {
    shape:
      "{{node}} can't be switched off: it makes {{output}} of {{given}}, and nothing else does.",
    unknown: "{{node}} can't be switched off before its shapes are known.",
  },
  note: {
    document:
      "It passes on what it is given and keeps its weights. Undo, or the same press, brings it back.",
    live: "From the next step on it passes on what it is given and keeps its weights.",
    tried: "Only looked at: the run stays as it is.",
  },
  next: "Leave it out of the next run",
  asking: "Asking the test set…",
  again: "Ask again",
  lost: "Without {{node}}, {{metric}} is {{without}}; with it {{whole}}.",
  changed_one: "{{count, number}} of {{all, number}} answers changes.",
  changed_other: "{{count, number}} of {{all, number}} answers change.",
  both: "{{lost}} {{changed}}",
  classes: "Right answers by class, with {{node}} and without",
  class: "Class",
  with: "With",
  without: "Without",
  step: "step {{step}}",
  sweep: {
    start: "Each layer off in turn",
    again: "Once more",
    progress: "{{done, number}} of {{all, number}}",
    end: "Stop",
    title: "What each layer is worth",
    note: "How much {{metric}} is lost without it, all others as they are.",
    row: "{{node}}: {{loss}} lost",
    none: "No layer of this network can be left out: each changes the shape.",
  },
  points: "{{figure}} points",
};
