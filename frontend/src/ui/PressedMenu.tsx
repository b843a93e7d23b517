import { Menu, type MenuProps } from "@mantine/core";
import { cloneElement, type ReactElement, type Ref, useEffect } from "react";
import { usePressed } from "./usePressed";

export type Opener = ReactElement<{ ref?: Ref<HTMLButtonElement>; onClick?: () => void }>;

interface PressedMenuProps extends Omit<MenuProps, "opened" | "onChange"> {
  opener: Opener;
}

/** A menu that came with the first press on its button, and opens as though it had always been there. */
export function PressedMenu({ opener, onOpen, children, ...menu }: PressedMenuProps) {
  const pressed = usePressed();
  // The menu tells of its own openings only, and the first is not one of them.
  useEffect(() => {
    if (pressed.opened) onOpen?.();
  }, [pressed.opened, onOpen]);
  return (
    <Menu {...menu} opened={pressed.opened} onChange={pressed.setOpened}>
      <Menu.Target>{cloneElement(opener, { ref: pressed.opener })}</Menu.Target>
      {children}
    </Menu>
  );
}
