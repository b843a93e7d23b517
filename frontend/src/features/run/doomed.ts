import { createStore } from "zustand/vanilla";
import type { ListedRun } from "@/schema/schema.gen";

/** The run that is about to be deleted, while the question stands. */
export const doomed = createStore<{ run: ListedRun | null }>(() => ({ run: null }));
