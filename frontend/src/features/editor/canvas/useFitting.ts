import { useReactFlow } from "@xyflow/react";
import { useCallback, useEffect, useRef } from "react";
import { documentStore } from "@/graph/documentStore";
import { sheetOf } from "@/graph/sheet";
import { useEditor } from "../editorStore";
import { fitAll, view } from "./viewport";

/** Shows the whole of each experiment at first. An edit moves the view only where what was edited would be out of sight. */
export function useFitting(experiment: string, sized: boolean) {
  const flow = useReactFlow();
  const tidied = useEditor((state) => state.tidied);
  const fitted = useRef("");

  useEffect(() => {
    if (fitted.current === experiment) return;
    view.whole = true;
    if (!sized) return;
    fitted.current = experiment;
    // What was drawn from nothing stands where its author put it.
    if (documentStore.temporal.getState().pastStates.length === 0) fitAll(flow, 0);
  }, [experiment, sized, flow]);

  // Networks were set apart as they were opened: no edit, and seen as a whole as well.
  const setApart = useEditor((state) => state.setApart);
  useEffect(() => {
    if (setApart > 0 && view.whole) requestAnimationFrame(() => fitAll(flow, 0));
  }, [setApart, flow]);

  // Laid out anew by one's own wish: all of it was edited.
  useEffect(() => {
    if (tidied > 0)
      void import("./sight").then(({ keepInSight }) =>
        keepInSight(Object.keys(sheetNow().nodes), flow),
      );
  }, [tidied, flow]);

  useEffect(
    () =>
      documentStore.subscribe((now, before) => {
        if (now.document === before.document || now.id !== before.id) return;
        const [old, edited] = [sheetOf(before.document), sheetNow()];
        if (old === edited || now.readOnly) return;
        void import("./sight").then(({ keepInSight, touched }) =>
          keepInSight(touched(old, edited), flow),
        );
      }),
    [flow],
  );

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

const sheetNow = () => sheetOf(documentStore.getState().document);
