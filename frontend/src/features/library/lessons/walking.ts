/** Arrows among cards: along the row, and to the nearest one of the next. */

export interface CardPlace {
  left: number;
  top: number;
  width: number;
}

export const ARROWS = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"] as const;
export type Arrow = (typeof ARROWS)[number];

export const isArrow = (key: string): key is Arrow => ARROWS.some((arrow) => arrow === key);

/** Cards of one row begin as high as each other, or nearly. */
const ROW = 8;

/** Where an arrow leads from one card to another, in the order of reading; where there is none, it stays. */
export function next(places: readonly CardPlace[], at: number, arrow: Arrow): number {
  const from = places[at];
  if (from === undefined) return 0;
  if (arrow === "ArrowLeft") return Math.max(0, at - 1);
  if (arrow === "ArrowRight") return Math.min(places.length - 1, at + 1);
  const sign = arrow === "ArrowDown" ? 1 : -1;
  const beyond = places
    .map((place, index) => ({ index, place, far: sign * (place.top - from.top) }))
    .filter(({ far }) => far > ROW);
  const nearest = Math.min(...beyond.map(({ far }) => far));
  const middle = ({ left, width }: CardPlace) => left + width / 2;
  const aside = (place: CardPlace) => Math.abs(middle(place) - middle(from));
  return beyond
    .filter(({ far }) => far < nearest + ROW)
    .reduce((best, each) => {
      const known = places[best];
      return best !== at && known !== undefined && aside(known) <= aside(each.place)
        ? best
        : each.index;
    }, at);
}
