import { type RefObject, useEffect, useState } from "react";

/** Which of the marked parts (`data-lesson`) of a page the reader looks at: the last whose head has gone up far enough. */
export function useSight(room: RefObject<HTMLElement | null>, parts: string): string | null {
  const [seen, setSeen] = useState<string | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other parts are looked at anew
  useEffect(() => {
    const look = () => {
      const marked = [...(room.current?.querySelectorAll<HTMLElement>("[data-lesson]") ?? [])];
      const { scrollHeight, clientHeight, scrollTop } = document.documentElement;
      // The last ones may be too short ever to come up so far.
      const atEnd = scrollTop > 0 && scrollTop + clientHeight >= scrollHeight - 2;
      const above = marked.filter((part) => part.getBoundingClientRect().top < clientHeight / 3);
      const part = atEnd ? marked.at(-1) : (above.at(-1) ?? marked[0]);
      setSeen(part?.dataset.lesson ?? null);
    };
    look();
    window.addEventListener("scroll", look, { passive: true });
    window.addEventListener("resize", look);
    return () => {
      window.removeEventListener("scroll", look);
      window.removeEventListener("resize", look);
    };
  }, [room, parts]);
  return seen;
}
