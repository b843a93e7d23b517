export const variants = {
  title: "Variants",
  count_one: "{{count}} variant",
  count_other: "{{count}} variants",
  about:
    "The same experiment with one thing otherwise. Train starts them all, one after the other; their curves lie over each other.",
  show: "Show this run",
  notRun: "not run yet",
  base: "What the others are compared with.",
  same: "Nothing otherwise.",
  shown: "is the document",
  take: "Take as the document",
  taken: "“{{name}}” is the document now.",
} as const;
