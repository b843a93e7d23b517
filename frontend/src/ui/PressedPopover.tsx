import { Popover, type PopoverProps } from "@mantine/core";
import { cloneElement, type ReactNode } from "react";
import type { Opener } from "./PressedMenu";
import { usePressed } from "./usePressed";

interface PressedPopoverProps extends Omit<PopoverProps, "opened" | "onChange" | "children"> {
  opener: Opener;
  children: (opened: boolean, close: () => void) => ReactNode;
}

/** What came with the first press on its button, and opens as though it had always been there. */
export function PressedPopover({ opener, children, ...popover }: PressedPopoverProps) {
  const { opener: ref, opened, setOpened } = usePressed();
  return (
    <Popover {...popover} opened={opened} onChange={setOpened}>
      <Popover.Target>
        {cloneElement(opener, { ref, onClick: () => setOpened(!opened) })}
      </Popover.Target>
      {children(opened, () => setOpened(false))}
    </Popover>
  );
}
