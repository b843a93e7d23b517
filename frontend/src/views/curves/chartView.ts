import { createStore } from "zustand/vanilla";
import type { Range } from "./chartData";

/** What the charts share: the zoomed steps (null: all of the run), and the step under the pointer. */
export const chartView = createStore<{ zoom: Range | null; pointed: number | null }>(() => ({
  zoom: null,
  pointed: null,
}));
