import { useMediaQuery } from "@mantine/hooks";
import { useCallback, useEffect, useState } from "react";
import { useDocument } from "@/graph/documentStore";
import { useEscape } from "@/ui/escape";

/** Where the inspector is a drawer: it comes with a selection, goes by Escape, and goes and comes with I. */
export function useInspectorDrawer(): { open: boolean; toggle: () => void } {
  const [open, setOpen] = useState(false);
  const selected = useDocument((state) => state.selection.join(" "));
  useEffect(() => {
    if (selected !== "") setOpen(true);
  }, [selected]);
  const drawer = useMediaQuery("(max-width: 1279px)", false, { getInitialValueInEffect: false });
  useEscape(drawer && open, () => setOpen(false), "drawer");
  const toggle = useCallback(() => setOpen((was) => !was), []);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const typing =
        event.target instanceof HTMLElement &&
        (event.target.isContentEditable || event.target.closest("input, textarea, select"));
      if (typing || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented)
        return;
      if (event.key === "i" || event.key === "I") toggle();
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [toggle]);
  return { open, toggle };
}
