export const app = {
  title: "{{page}} · Layerlab",
  studio: {
    views: "Live views",
    inspector: "Inspector",
    saved: "Saved",
    saving: "Saving",
    offline: "Not saved: the server does not answer",
    conflict: "Changed elsewhere",
    rename: "Rename",
    title: "Title of the experiment",
    untitled: "Untitled",
    undo: "Undo",
    redo: "Redo",
    openInspector: "Inspector",
    shortcuts: "Keyboard shortcuts",
  },
  notFound: {
    title: "There is nothing at this address",
    text: "The experiment may have been deleted, or the address has a typo.",
    action: "Go to the library",
  },
  linkGone: {
    title: "This link has been switched off by its owner.",
    text: "Ask for a new one, or start with an experiment of your own.",
  },
  failed: {
    title: "The page could not be opened",
    text: "Reload it; saved work is safe on the server.",
    action: "Reload",
  },
  offline: {
    title: "The server does not answer",
    text: "Check that Layerlab is running, then try again. What was saved is safe.",
  },
} as const;
