import { useReactFlow } from "@xyflow/react";
import { useCallback, useEffect, useRef } from "react";
import { useStore } from "zustand";
import type { OpenUse } from "@/graph/blocks/opened";
import { currentSheet, documentStore, useDocument } from "@/graph/documentStore";
import { sheetOf } from "@/graph/sheet";
import { drawnOpen } from "../blocks/drawnOpen";
import { useEditor } from "../editorStore";
import { fitAll, view } from "./viewport";

/** How long the way into a block takes. */
const ENTERING_MS = 320;

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

  // Another part of the document lies there: all of it is seen, once it is drawn.
  const opened = useDocument((state) => state.opened);
  const shown = useRef(opened);
  const drawn = useStore(drawnOpen, (state) => state.drawn !== null);
  useEffect(() => {
    const level = ({ role, way }: OpenUse) => [role, ...way].join("/");
    const [now, before] = [opened && level(opened), shown.current && level(shown.current)];
    // What lays out an inside comes with the first that is opened.
    if (now === before || (now !== null && !drawn)) return;
    shown.current = opened;
    const frame = requestAnimationFrame(() =>
      now === null
        ? fitAll(flow, ENTERING_MS)
        : import("./sight").then(({ fitOpened }) => fitOpened(flow, ENTERING_MS)),
    );
    return () => cancelAnimationFrame(frame);
  }, [opened, drawn, flow]);

  // Laid out anew by one's own wish: all of it was edited.
  useEffect(() => {
    if (tidied > 0)
      void import("./sight").then(({ keepInSight }) =>
        keepInSight(Object.keys(currentSheet().nodes), flow),
      );
  }, [tidied, flow]);

  useEffect(
    () =>
      documentStore.subscribe((now, before) => {
        if (now.document === before.document || now.id !== before.id) return;
        const [old, edited] = [sheetOf(before), sheetOf(now)];
        if (old === edited || now.readOnly || now.opened !== before.opened) return;
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
