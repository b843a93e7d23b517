import { type RefObject, useEffect, useState } from "react";
import { placeCard, type TourBox } from "./place";
import type { TourStep } from "./steps";

interface Boxes {
  /** What the step speaks of, as far as it is on screen. */
  readonly rings: readonly TourBox[];
  /** The card's corner; null before it was measured. */
  readonly card: { readonly x: number; readonly y: number } | null;
}

/** Targets come late, move and go: looked at this often. */
const LOOK_MS = 200;
const NOWHERE: Boxes = { rings: [], card: null };

function boxOf(selector: string): TourBox | null {
  const found = document.querySelector(selector)?.getBoundingClientRect();
  if (found === undefined || found.width === 0) return null;
  const { x, y, width, height } = found;
  return { x, y, width, height };
}

function look(step: TourStep, card: HTMLElement): Boxes {
  const view = { width: window.innerWidth, height: window.innerHeight };
  const rings = step.targets.map(boxOf).filter((box) => box !== null);
  // A panel that was hidden has no place: the card stands low in the middle.
  const beside = rings[0] ?? { x: 0, y: view.height, width: view.width, height: 0 };
  const size = { width: card.offsetWidth, height: card.offsetHeight };
  return { rings, card: placeCard(beside, size, view, step.sides) };
}

/** Where the rings and the card of a step are. */
export function useBoxes(step: TourStep, card: RefObject<HTMLElement | null>): Boxes {
  const [boxes, setBoxes] = useState(NOWHERE);
  useEffect(() => {
    step.show?.();
    let last = "";
    const see = () => {
      if (card.current === null) return;
      const now = look(step, card.current);
      const text = JSON.stringify(now);
      if (text !== last) setBoxes(now);
      last = text;
    };
    see();
    const timer = setInterval(see, LOOK_MS);
    window.addEventListener("resize", see);
    return () => {
      clearInterval(timer);
      window.removeEventListener("resize", see);
    };
  }, [step, card]);
  return boxes;
}
