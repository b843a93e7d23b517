import { useStoreApi } from "@xyflow/react";
import { type RefObject, useCallback, useEffect, useLayoutEffect, useState } from "react";
import type { Rect } from "@/graph/rects";
import { useMapShown } from "../canvas/mapView";
import { placeBeside } from "./beside";

/** At the edges of the canvas. */
const EDGE = 8;
const REST_MS = 60;

interface FaultPlace {
  /** From the node's corner, in pixels of the canvas at 100 %. */
  readonly x: number;
  readonly y: number;
  /** What undoes the zoom. */
  readonly scale: number;
}

function rectOf(element: Element): Rect {
  const { x, y, width, height } = element.getBoundingClientRect();
  return { x, y, width, height };
}

function placeOf(sentence: HTMLElement, node: HTMLElement, canvas: Element): FaultPlace | null {
  const { offsetWidth, offsetHeight } = sentence;
  if (offsetHeight === 0) return null;
  const [own, { x, y, width, height }] = [rectOf(node), rectOf(canvas)];
  const all = (of: string, within = canvas) => [...within.querySelectorAll(of)].map(rectOf);
  const place = placeBeside(
    { width: offsetWidth, height: offsetHeight },
    {
      node: own,
      room: { x: x + EDGE, y: y + EDGE, width: width - 2 * EDGE, height: height - 2 * EDGE },
      ports: all(".react-flow__handle"),
      floating: all("[data-floats]", canvas.closest("section") ?? canvas),
      drawn: all(
        ".react-flow__node:not(.react-flow__node-frame, .react-flow__node-role), [data-text]",
      ),
    },
  );
  const zoom = own.width / node.offsetWidth;
  const [left, top] = [place.x - own.x, place.y - own.y].map((far) => Math.round(far) / zoom);
  return { x: left ?? 0, y: top ?? 0, scale: 1 / zoom };
}

const same = (one: FaultPlace, other: FaultPlace) =>
  one.x === other.x && one.y === other.y && one.scale === other.scale;

/** Where a sentence stands. */
export function usePlace(sentence: RefObject<HTMLElement | null>): FaultPlace {
  const [place, setPlace] = useState<FaultPlace>({ x: 0, y: 0, scale: 1 });
  const look = useCallback(() => {
    const element = sentence.current;
    const node = element?.closest<HTMLElement>(".react-flow__node");
    const canvas = element?.closest(".react-flow");
    if (!element || !node || !canvas) return;
    const found = placeOf(element, node, canvas);
    setPlace((before) => (found === null || same(found, before) ? before : found));
  }, [sentence]);
  useLayoutEffect(() => {
    // Its fix buttons come later.
    const watch = new ResizeObserver(look);
    if (sentence.current) watch.observe(sentence.current);
    return () => watch.disconnect();
  }, [look, sentence]);
  // Nodes, the view and the canvas move in many small steps: it is looked at again once they have come to rest.
  const store = useStoreApi();
  const mapped = useMapShown();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the map floats over the canvas too
  useEffect(() => {
    let timer = setTimeout(look, REST_MS);
    const leave = store.subscribe(() => {
      clearTimeout(timer);
      timer = setTimeout(look, REST_MS);
    });
    return () => {
      clearTimeout(timer);
      leave();
    };
  }, [store, look, mapped]);
  return place;
}
