import { useReactFlow } from "@xyflow/react";
import { useCallback, useEffect } from "react";
import { useStore } from "zustand";
import { documentStore } from "@/graph/documentStore";
import { useEditor } from "./editorStore";
import { FIT, fitAll, view } from "./viewport";

/** Shows the whole network at first, and goes on showing it until the reader looks closer. */
export function useFitting(experiment: string, sized: boolean) {
  const flow = useReactFlow();
  const tidied = useEditor((state) => state.tidied);

  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each experiment, when its sizes are known
  useEffect(() => {
    view.whole = true;
    if (sized) void flow.fitView(FIT);
  }, [experiment, sized, flow]);

  // Undo and redo put everything back, sizes too.
  const undone = useStore(documentStore.temporal, (state) => state.futureStates.length);
  useEffect(() => {
    if (undone > 0 && view.whole) fitAll(flow);
  }, [undone, flow]);

  useEffect(() => {
    if (tidied > 0 && view.whole) fitAll(flow);
  }, [tidied, flow]);

  useEffect(() => {
    const canvas = document.querySelector(".react-flow");
    if (!canvas) return;
    const watch = new ResizeObserver(() => view.whole && void flow.fitView(FIT));
    watch.observe(canvas);
    return () => watch.disconnect();
  }, [flow]);

  /** A move by hand, not by us, ends the showing of everything. */
  const onMove = useCallback((event: MouseEvent | TouchEvent | null) => {
    if (event !== null) view.whole = false;
  }, []);
  return { onMove };
}
