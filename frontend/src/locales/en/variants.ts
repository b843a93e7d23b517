export const variants = {
  title: "Variants",
  count_one: "{{count}} variant",
  count_other: "{{count}} variants",
  about:
    "The same experiment with one thing otherwise. Train starts them all, one after the other; their curves lie over each other.",
  show: "Show this run",
  notRun: "not run yet",
  first: "Compared with {{name}}, each of the others changes this:",
  base: "What the others are compared with.",
  same: "Nothing otherwise.",
  shown: "on the canvas",
  take: "Take as the document",
  taken: "“{{name}}” is the document now.",
  test: "test",
  steps: "steps, smoothed",
} as const;
