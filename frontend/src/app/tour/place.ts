/** Where the card of the tour stands: beside what it speaks of, never beyond the window. */
export interface TourBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export type CardSide = "above" | "below" | "left" | "right";

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Between the card and its target, and between the card and the window's edge. */
const GAP_PX = 12;

function beside(side: CardSide, target: TourBox, card: Size): { x: number; y: number } {
  const x = target.x + (target.width - card.width) / 2;
  const y = target.y + (target.height - card.height) / 2;
  if (side === "above") return { x, y: target.y - card.height - GAP_PX };
  if (side === "below") return { x, y: target.y + target.height + GAP_PX };
  if (side === "left") return { x: target.x - card.width - GAP_PX, y };
  return { x: target.x + target.width + GAP_PX, y };
}

function within(at: number, length: number, whole: number): number {
  return Math.round(Math.max(GAP_PX, Math.min(at, whole - length - GAP_PX)));
}

/** The first side with room for the card; the first of all where none has. Along the side it shifts into view. */
export function placeCard(
  target: TourBox,
  card: Size,
  view: Size,
  sides: readonly [CardSide, ...CardSide[]],
): { x: number; y: number } {
  const fits = (side: CardSide) => {
    const { x, y } = beside(side, target, card);
    return side === "above" || side === "below"
      ? y >= GAP_PX && y + card.height + GAP_PX <= view.height
      : x >= GAP_PX && x + card.width + GAP_PX <= view.width;
  };
  const { x, y } = beside(sides.find(fits) ?? sides[0], target, card);
  return { x: within(x, card.width, view.width), y: within(y, card.height, view.height) };
}
