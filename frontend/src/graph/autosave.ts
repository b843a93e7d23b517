/** Saves the document shortly after each edit. A stale revision stops saving until the reader has chosen. */
import { type DocumentStore, ownDocument } from "./documentStore";
import type { Experiment } from "./experiment";

export type SaveAnswer =
  | { readonly kind: "saved"; readonly revision: number }
  | { readonly kind: "conflict"; readonly revision: number }
  | { readonly kind: "offline" };

/** Puts a document over a revision; never rejects. */
export type Save = (id: string, revision: number, document: Experiment) => Promise<SaveAnswer>;

export interface Autosave {
  /** Saves at once what has not been saved. */
  flush: () => Promise<void>;
  /** Saves at once, then does something before which nothing else is saved. */
  hold: <T>(act: () => Promise<T>) => Promise<T>;
  /** After a conflict: writes this document over the other's revision. */
  keepMine: () => Promise<void>;
  stop: () => void;
  /**
   * Stops, and saves what was edited last. The store may close at once; an edit made while another save is under way
   * goes after it. Done when everything has been sent.
   */
  leave: () => Promise<void>;
}

let newest: Autosave | null = null;

/** Brings the server up to date without waiting for the pause after an edit. */
export async function saveNow(): Promise<void> {
  await newest?.flush();
}

/** Does something with what is saved, as starting a run. What is edited meanwhile is saved after it. */
export function withSaved<T>(act: () => Promise<T>): Promise<T> {
  return newest === null ? act() : newest.hold(act);
}

const DELAY_MS = 400;
const RETRY_MS = 3000;

export function startAutosave(store: DocumentStore, save: Save): Autosave {
  let savedDocument = ownDocument(store.getState());
  let conflicting = 0;
  /** What stands on the server while something is under way: the store forgets it when it closes. */
  let revision = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let inFlight: Promise<void> | null = null;
  let stopped = false;

  const later = (delay: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => void flush(), delay);
  };

  const isClean = () => ownDocument(store.getState()) === savedDocument;

  async function put(): Promise<void> {
    const { id } = store.getState();
    const document = ownDocument(store.getState());
    if (document === null) return;
    revision = store.getState().revision;
    const answer = await save(id, revision, document);
    if (answer.kind === "saved") {
      revision = answer.revision;
      if (stopped || store.getState().id === id) savedDocument = document;
    }
    if (stopped || store.getState().id !== id) return;
    if (answer.kind === "saved") {
      store.getState().saved({ revision: answer.revision, saving: isClean() ? "saved" : "saving" });
      if (!isClean()) later(0);
    } else if (answer.kind === "conflict") {
      conflicting = answer.revision;
      store.getState().saved({ saving: "conflict" });
    } else {
      store.getState().saved({ saving: "offline" });
      later(RETRY_MS);
    }
  }

  async function hold<T>(act: () => Promise<T>): Promise<T> {
    await flush();
    // The layout that an edit asks for may come while the edit is saved.
    if (!isClean()) await flush();
    while (inFlight) await inFlight;
    revision = store.getState().revision;
    const acting = act();
    inFlight = acting.then(
      () => {},
      () => {},
    );
    void inFlight.then(() => {
      inFlight = null;
    });
    return acting;
  }

  async function flush(): Promise<void> {
    clearTimeout(timer);
    // Of several that wait for the same save, each waits for those before it.
    while (inFlight) await inFlight;
    if (stopped || store.getState().saving === "conflict") return;
    if (isClean()) {
      // What was undone before it was sent is saved already.
      if (store.getState().saving !== "saved") store.getState().saved({ saving: "saved" });
      return;
    }
    inFlight = put().finally(() => {
      inFlight = null;
    });
    await inFlight;
  }

  const unsubscribe = store.subscribe((state, before) => {
    const [document, old] = [ownDocument(state), ownDocument(before)];
    if (state.id !== before.id || state.shared) {
      savedDocument = document;
      return;
    }
    if (document === old) return;
    if (state.saving === "saved" && before.saving === "conflict") {
      // Their copy was taken: it is on the server already.
      savedDocument = document;
      return;
    }
    if (state.saving === "conflict") return;
    if (state.saving === "saved") store.getState().saved({ saving: "saving" });
    later(DELAY_MS);
  });

  const autosave: Autosave = {
    flush,
    hold,
    keepMine: async () => {
      if (store.getState().saving !== "conflict") return;
      store.getState().saved({ revision: conflicting, saving: "saving" });
      savedDocument = null;
      await flush();
    },
    stop: () => {
      stopped = true;
      clearTimeout(timer);
      unsubscribe();
      if (newest === autosave) newest = null;
    },
    leave: async () => {
      const { id, saving, revision: opened } = store.getState();
      const document = ownDocument(store.getState());
      autosave.stop();
      if (inFlight === null) revision = opened;
      while (inFlight) await inFlight;
      if (document === null || document === savedDocument || saving === "conflict") return;
      await save(id, revision, document);
    },
  };
  newest = autosave;
  return autosave;
}
