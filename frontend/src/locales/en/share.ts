export const share = {
  share: "Share",
  viewOnly: "View only",
  sharedLink: "Shared link",
  fork: "Fork to my library",
  parameters: "Parameters",
  trainedIn: "Trained in",
  takeHome: {
    button: "Take home",
  },
} as const;
