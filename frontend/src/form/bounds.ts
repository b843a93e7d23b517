/** What a number field takes, and what it says of anything else. */
import type { FieldSpec } from "@/schema/spec";

/** A sentence of the error texts with its figure. */
export interface FieldFault {
  readonly code:
    | "field_at_least"
    | "field_above"
    | "field_at_most"
    | "field_below"
    | "field_from_to"
    | "field_above_to"
    | "field_from_below"
    | "field_between"
    | "field_whole"
    | "field_number";
  readonly params: Readonly<Record<string, string>>;
  /** The text that was left behind and not taken. */
  readonly typed?: string;
}

export type Bounds = Pick<
  FieldSpec,
  "type" | "minimum" | "exclusive_minimum" | "maximum" | "exclusive_maximum"
>;

/** What a parameter of a block may be. */
export const OF_PARAMETERS: Bounds = {
  type: "integer",
  minimum: 0,
  exclusive_minimum: null,
  maximum: 1e15,
  exclusive_maximum: null,
};

/** Reads `0.01`, `3e-4`, `−2`, `1,000`; null where it is no number. */
export function readNumber(text: string): number | null {
  const plain = text
    .trim()
    .replaceAll("\u2212", "-")
    .replace(/(?<=\d),(?=\d{3}\b)/g, "");
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain)) return null;
  const value = Number(plain);
  return Number.isFinite(value) ? value : null;
}

/** As one would type it: 0.01, 3e-4. */
export function writeNumber(value: number): string {
  const small = value !== 0 && Math.abs(value) < 1e-3;
  return (small ? value.toExponential() : String(value)).replace("e+", "e");
}

export function faultOf(value: number | null, bounds: Bounds): FieldFault | null {
  const plain = (code: FieldFault["code"]): FieldFault => ({ code, params: {} });
  if (value === null) return plain(bounds.type === "number" ? "field_number" : "field_whole");
  if (bounds.type !== "number" && !Number.isInteger(value)) return plain("field_whole");
  const { minimum, exclusive_minimum: above, maximum, exclusive_maximum: below } = bounds;
  const within =
    (minimum === null || value >= minimum) &&
    (above === null || value > above) &&
    (maximum === null || value <= maximum) &&
    (below === null || value < below);
  return within ? null : rangeOf(bounds);
}

/** The whole range, whichever end was left: nobody finds out the other end by trying. */
function rangeOf({ minimum, exclusive_minimum, maximum, exclusive_maximum }: Bounds): FieldFault {
  const write = (limit: number) => limit.toLocaleString("en-US", { maximumSignificantDigits: 12 });
  const lower = minimum ?? exclusive_minimum;
  const upper = maximum ?? exclusive_maximum;
  const open = { lower: minimum === null, upper: maximum === null };
  if (lower === null || upper === null) {
    const limit = write(lower ?? upper ?? 0);
    if (lower !== null)
      return { code: open.lower ? "field_above" : "field_at_least", params: { limit } };
    return { code: open.upper ? "field_below" : "field_at_most", params: { limit } };
  }
  const params = { lower: write(lower), upper: write(upper) };
  if (open.lower) return { code: open.upper ? "field_between" : "field_above_to", params };
  return { code: open.upper ? "field_from_below" : "field_from_to", params };
}

/** One press of an arrow key: ±1 for whole numbers, else a step of the leading digit. */
export function stepped(value: number, direction: 1 | -1, bounds: Bounds): number {
  if (bounds.type !== "number") return value + direction;
  if (value === 0) return direction * 0.1;
  const place = 10 ** Math.floor(Math.log10(Math.abs(value)));
  // Down from 0.1 goes to 0.09, not to 0.
  const step = direction < 0 && Math.abs(value) === place ? place / 10 : place;
  return Number((value + direction * step).toPrecision(12));
}
