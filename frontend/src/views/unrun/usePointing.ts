import { useCallback, useEffect, useState } from "react";
import { documentStore, useDocument } from "@/graph/documentStore";
import { pathOf } from "@/graph/sheet";
import { pointAt } from "../canvas/pointed";
import { selectLayer } from "../layers/LayerRows";

/**
 * Which of these nodes is looked at: that under the pointer, else the chosen one. The canvas shows the first, and a
 * press chooses it.
 */
export function usePointing(role: string, nodes: readonly string[]) {
  const [under, setUnder] = useState(-1);
  const chosen = useDocument(({ document, opened, selection: [first, ...others] }) =>
    first === undefined || others.length > 0
      ? -1
      : nodes.findIndex((name) => pathOf({ document, opened }, { role, name }) === first),
  );
  const point = useCallback(
    (at: number) => {
      setUnder(at);
      const name = nodes[at];
      const lying = documentStore.getState();
      pointAt(name === undefined ? null : pathOf(lying, { role, name }));
    },
    [role, nodes],
  );
  useEffect(() => () => pointAt(null), []);
  const press = useCallback(
    (at: number) => {
      const name = nodes[at];
      if (name !== undefined) selectLayer(name);
    },
    [nodes],
  );
  const at = under >= 0 && under < nodes.length ? under : chosen;
  const onKey = (key: string): boolean => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[key];
    if (step !== undefined) point(Math.max(0, Math.min(nodes.length - 1, at + step)));
    else if (key === "Enter" && at >= 0) press(at);
    else return false;
    return true;
  };
  return { at, point, press, onKey };
}
