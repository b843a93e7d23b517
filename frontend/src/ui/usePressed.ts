import { type RefObject, useEffect, useRef, useState } from "react";

interface Pressed {
  opener: RefObject<HTMLButtonElement | null>;
  opened: boolean;
  setOpened: (opened: boolean) => void;
}

/** The button has just taken the place of the one that was pressed: it has the focus again, and is pressed. */
export function usePressed(): Pressed {
  const opener = useRef<HTMLButtonElement>(null);
  const [opened, setOpened] = useState(false);
  useEffect(() => {
    opener.current?.focus();
    setOpened(true);
  }, []);
  return { opener, opened, setOpened };
}
