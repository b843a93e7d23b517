export const tour = {
  place: "{{at}} of {{of}}",
  back: "Back",
  next: "Next",
  done: "Done",
  end: "End the tour",
  offer: { text: "New here? A tour of five steps.", show: "Show the tour", no: "No, thanks" },
  steps: {
    network: {
      title: "The network is the picture",
      text: "A sample enters at the left, an answer leaves at the end. Each layer shows what it makes of the sample; click one for its settings.",
    },
    train: {
      title: "Press Train",
      text: "Or the space bar; once more pauses. After every batch of samples each weight moves a little, to where the loss is smaller.",
    },
    learning: {
      title: "A falling loss means it learns",
      text: "Loss is how wrong it is, accuracy how often it is right. Solid: the training set. Dashed: the test set, which it never trains on.",
    },
    drawing: {
      title: "Try it yourself",
      text: "Draw here, at any time. The network reads your drawing while it learns, and the ribbon keeps how its opinion changed.",
    },
    keep: {
      title: "Go back, share, take home",
      text: "Drag the timeline, and every view shows that step. Share gives a link to watch, Take home the PyTorch script.",
    },
    replay: {
      title: "Watch it learn again",
      text: "Press Replay or drag the timeline, and every view shows that step.",
    },
    fork: {
      title: "Make it yours",
      text: "A fork is a copy in your own library. Change one thing there, train it, and compare.",
    },
  },
} as const;
