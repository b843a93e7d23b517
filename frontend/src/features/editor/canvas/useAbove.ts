import { type RefObject, useLayoutEffect, useState } from "react";

/** What is written along the lower edge of the canvas. */
const BOTTOM = 46;

/** Whether a sentence goes above its node, because the canvas ends too soon below it. */
export function useAbove(sentence: RefObject<HTMLElement | null>): boolean {
  const [above, setAbove] = useState(false);
  useLayoutEffect(() => {
    const element = sentence.current;
    const node = element?.closest(".react-flow__node");
    const canvas = element?.closest(".react-flow");
    if (!element || !node || !canvas) return;
    const look = () => {
      const { height } = element.getBoundingClientRect();
      if (height === 0) return;
      const [box, room] = [node.getBoundingClientRect(), canvas.getBoundingClientRect()];
      const below = room.bottom - BOTTOM - box.bottom;
      setAbove(height > below && box.top - room.top > below);
    };
    // Its fix buttons come later.
    const watch = new ResizeObserver(look);
    watch.observe(element);
    return () => watch.disconnect();
  }, [sentence]);
  return above;
}
