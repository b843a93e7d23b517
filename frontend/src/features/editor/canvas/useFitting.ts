import { useReactFlow } from "@xyflow/react";
import { useCallback, useEffect, useRef } from "react";
import { documentStore } from "@/graph/documentStore";
import { networkOf } from "@/graph/experiment";
import { useEditor } from "../editorStore";
import { fitAll, view } from "./viewport";

/** Shows the whole of each network at first. An edit moves the view only where what was edited would be out of sight. */
export function useFitting(experiment: string, role: string, sized: boolean) {
  const flow = useReactFlow();
  const tidied = useEditor((state) => state.tidied);
  const fitted = useRef({ experiment: "", role: "" });

  useEffect(() => {
    const before = fitted.current;
    if (before.experiment === experiment && before.role === role) return;
    view.whole = true;
    if (!sized) return;
    fitted.current = { experiment, role };
    // What was drawn from nothing stands where its author put it.
    const drawn = documentStore.temporal.getState().pastStates.length > 0;
    if (!drawn || before.experiment === experiment) fitAll(flow, 0);
  }, [experiment, role, sized, flow]);

  // Laid out anew by one's own wish: all of it was edited.
  useEffect(() => {
    if (tidied > 0)
      void import("./sight").then(({ keepInSight }) =>
        keepInSight(Object.keys(networkNow().nodes), flow),
      );
  }, [tidied, flow]);

  useEffect(
    () =>
      documentStore.subscribe((now, before) => {
        if (now.document === before.document || now.id !== before.id) return;
        const [old, edited] = [networkOf(before.document, now.role), networkNow()];
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

function networkNow() {
  const { document, role } = documentStore.getState();
  return networkOf(document, role);
}
