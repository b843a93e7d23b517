import { useReactFlow } from "@xyflow/react";
import { useCallback, useEffect, useRef } from "react";
import { useStore } from "zustand";
import { useProblems } from "@/graph/checkStore";
import { documentStore } from "@/graph/documentStore";
import { useEditor } from "../editorStore";
import { FIT, fitAll, view } from "./viewport";

/** Shows the whole network at first, and goes on showing it until the reader looks closer. */
export function useFitting(experiment: string, sized: boolean) {
  const flow = useReactFlow();
  const tidied = useEditor((state) => state.tidied);
  const problems = useProblems();
  const said = useRef(problems);

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

  // The sentence of a fault is part of the whole, once it is written.
  useEffect(() => {
    const changed = problems !== said.current && problems.length + said.current.length > 0;
    said.current = problems;
    if (!changed || !view.whole) return;
    const frame = requestAnimationFrame(() => fitAll(flow));
    return () => cancelAnimationFrame(frame);
  }, [problems, flow]);

  useEffect(() => {
    const canvas = document.querySelector(".react-flow");
    if (!canvas) return;
    const watch = new ResizeObserver(() => view.whole && fitAll(flow, 0));
    watch.observe(canvas);
    return () => watch.disconnect();
  }, [flow]);

  /** A move by hand, not by us, ends the showing of everything. */
  const onMove = useCallback((event: MouseEvent | TouchEvent | null) => {
    if (event !== null) view.whole = false;
  }, []);
  return { onMove };
}
