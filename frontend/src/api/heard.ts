import { type Topic, watchedRun } from "./runStore";

interface Heard {
  subscribe: (changed: () => void) => () => void;
}

/** Hears of these topics of the watched run, and of these stores, all at once: as `useSyncExternalStore` takes it. */
export const heard =
  (topics: readonly Topic[], ...stores: readonly Heard[]) =>
  (changed: () => void): (() => void) => {
    const ends = [
      ...topics.map((topic) => watchedRun.subscribe(topic, changed)),
      ...stores.map((store) => store.subscribe(changed)),
    ];
    return () => {
      for (const end of ends) end();
    };
  };
