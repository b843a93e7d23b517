/** A column for each prefix: the two rivals of the end in their colours, all others grey above them. */
import { percent } from "@/ui/format";
import { fitted } from "../canvas/canvas";
import type { Sheet } from "../canvas/Figure";
import { leading, rivalsOf, type Said } from "./prefixes";

export interface PrefixesPicture {
  said: readonly Said[];
  letters: readonly string[];
  names: readonly string[];
  /** The step that the cursor stands on, from 0. */
  step: number;
  /** How much each step speaks for the class of the end, -1 to 1; empty while unknown. */
  speaks: readonly number[];
}

const NAMED = 92;
/** A narrower picture has no room for names beside it: the line above it says who leads. */
const LEAST_NAMED = 230;

const besideOf = (width: number) => (width < LEAST_NAMED ? 0 : NAMED);
const FOOT = 18;
const SPEAKS = 22;

interface Places {
  width: number;
  height: number;
  column: number;
}

export function placesOf(
  { width, height }: Pick<Sheet, "width" | "height">,
  steps: number,
): Places {
  const wide = Math.max(1, width - besideOf(width));
  return { width: wide, height: height - FOOT - SPEAKS, column: wide / Math.max(1, steps) };
}

export function paintPrefixes(sheet: Sheet, picture: PrefixesPicture): void {
  const { context, palette } = sheet;
  const { said } = picture;
  const steps = said.at(-1)?.steps ?? 0;
  const places = placesOf(sheet, steps);
  const rivals = rivalsOf(said);
  const inks = [palette.run1, palette.run2];
  const gap = Math.min(3, places.column * 0.15);
  for (const each of said) {
    const x = (each.steps - 1) * places.column + gap / 2;
    const wide = Math.max(1, places.column - gap);
    let y = places.height;
    rivals.forEach((label, at) => {
      const tall = (each.probabilities[label] ?? 0) * places.height;
      context.fillStyle = inks[at] ?? palette.n300;
      context.fillRect(x, y - tall, wide, tall);
      y -= tall;
    });
    context.fillStyle = palette.n200;
    context.fillRect(x, 0, wide, y);
    paintLeader(sheet, each, { x, wide, picture, rivals, places });
  }
  paintFeet(sheet, picture, places);
  paintEnds(sheet, picture, { rivals, inks, places });
}

interface Leader {
  x: number;
  wide: number;
  picture: PrefixesPicture;
  rivals: readonly number[];
  places: Places;
}

/** Who leads, where it is another than before. */
function paintLeader({ context, palette }: Sheet, each: Said, leader: Leader): void {
  const { picture, rivals, x, wide, places } = leader;
  const before = picture.said.find(({ steps }) => steps === each.steps - 1);
  const label = leading(each);
  if (wide < 14 || (before !== undefined && leading(before) === label)) return;
  const name = picture.names[label] ?? String(label);
  const [first = -1, second = -1] = rivals;
  const below = label === first ? 0 : (each.probabilities[first] ?? 0);
  const own = label === first || label === second ? (each.probabilities[label] ?? 0) : 0;
  const y = own > 0 ? places.height * (1 - below - own / 2) : places.height * 0.12;
  context.font = `600 11px ${palette.font}`;
  context.fillStyle = own > 0 ? palette.surface : palette.text1;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillText(fitted(context, name, wide), x + wide / 2, y, wide);
}

/** The letters, and how much each speaks for the class of the end; the cursor around its column. */
function paintFeet({ context, palette }: Sheet, picture: PrefixesPicture, places: Places): void {
  const { letters, speaks, step } = picture;
  context.textAlign = "center";
  context.textBaseline = "middle";
  letters.forEach((letter, at) => {
    const here = at === step;
    context.font = `${here ? 700 : 500} ${Math.min(13, places.column * 1.3)}px ${palette.font}`;
    context.fillStyle = here ? palette.accentText : palette.text1;
    context.fillText(letter, (at + 0.5) * places.column, places.height + FOOT / 2, places.column);
  });
  const middle = places.height + FOOT + SPEAKS / 2;
  speaks.forEach((share, at) => {
    const tall = (Math.abs(share) * SPEAKS) / 2;
    context.fillStyle = `rgb(${speakColour(palette.signed, share)})`;
    const wide = Math.max(1, places.column * 0.6);
    context.fillRect(
      (at + 0.5) * places.column - wide / 2,
      share > 0 ? middle - tall : middle,
      wide,
      tall,
    );
  });
  context.fillStyle = palette.line2;
  if (speaks.length > 0) context.fillRect(0, middle - 0.5, places.width, 1);
  context.strokeStyle = palette.accent;
  context.lineWidth = 1.5;
  const wide = Math.max(3, places.column);
  context.strokeRect(step * places.column + 0.75, 0.75, wide - 1.5, places.height + FOOT - 1.5);
}

function speakColour(table: Uint32Array, share: number): string {
  const word = table[share > 0 ? 230 : 24] ?? 0;
  return `${word & 255} ${(word >> 8) & 255} ${(word >> 16) & 255}`;
}

interface Rivals {
  rivals: readonly number[];
  inks: readonly string[];
  places: Places;
}

/** Their names and shares after the cursor's step, at the right. */
function paintEnds(
  { context, palette, width }: Sheet,
  picture: PrefixesPicture,
  ends: Rivals,
): void {
  const { rivals, inks, places } = ends;
  if (besideOf(width) === 0) return;
  const here = picture.said.find(({ steps }) => steps === picture.step + 1);
  context.textAlign = "left";
  context.textBaseline = "middle";
  rivals.forEach((label, at) => {
    if (label < 0) return;
    const share = here?.probabilities[label];
    const y = places.height * (at === 0 ? 0.72 : 0.28);
    context.font = `600 12px ${palette.font}`;
    context.fillStyle = inks[at] ?? palette.text2;
    const x = places.width + 8;
    context.fillText(fitted(context, picture.names[label] ?? String(label), NAMED - 8), x, y - 7);
    context.font = `400 12px ${palette.font}`;
    context.fillText(percent(share), x, y + 8);
  });
}
