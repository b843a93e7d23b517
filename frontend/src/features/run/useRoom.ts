import { useMediaQuery } from "@mantine/hooks";
import { useLayoutEffect, useMemo, useState } from "react";
import { capacityOf, type Room, type Screen } from "./dockPanels";

const COLUMN_AT_MOST_PX = 560;
const COLUMN_FROM_HEIGHT_PX = 520;
const AT_ONCE = { getInitialValueInEffect: false };

/** The room that the dock has on this screen, now. */
export function useRoom(element: HTMLElement | null): Room {
  const wide = useMediaQuery("(min-width: 1720px)", false, AT_ONCE);
  const drawer = useMediaQuery("(max-width: 1279px)", false, AT_ONCE);
  const narrow = useMediaQuery("(max-width: 1023px)", false, AT_ONCE);
  const screen: Screen = narrow ? "narrow" : drawer ? "drawer" : "desk";
  const size = useSize(element);
  // It stands beside the canvas where it is narrow and high.
  const column = size.width <= COLUMN_AT_MOST_PX && size.height >= COLUMN_FROM_HEIGHT_PX;
  const capacity = capacityOf(screen, column, size);
  return useMemo(() => ({ capacity, wide, column }), [capacity, wide, column]);
}

function useSize(element: HTMLElement | null) {
  const [size, setSize] = useState({ width: 0, height: 0 });
  useLayoutEffect(() => {
    if (element === null) return;
    const measure = () => setSize({ width: element.clientWidth, height: element.clientHeight });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [element]);
  return size;
}
