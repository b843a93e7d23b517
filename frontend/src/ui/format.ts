/** Numbers as the interface writes them. Unknown is an en dash, minus is U+2212, a unit stands after one hard space. */

import type { Metric } from "@/schema/schema.gen";

export type Measured = number | null | undefined;

export const UNKNOWN = "–";
const SPACE = "\u00a0";

function isKnown(value: Measured): value is number {
  return typeof value === "number" && Number.isFinite(value);
}

function withMinus(text: string): string {
  return text.replace(/-/g, "\u2212");
}

/** Made once: finding a language's rules takes longer than following them, and counts are written all the time. */
const inThousands = new Intl.NumberFormat("en-US");

/** Every digit, thousands with commas: 61,706. */
export function count(value: Measured): string {
  return isKnown(value) ? withMinus(inThousands.format(Math.round(value))) : UNKNOWN;
}

/** Any figure at a fixed number of decimals. */
export function decimal(value: Measured, decimals: number): string {
  return isKnown(value) ? withMinus(value.toFixed(decimals)) : UNKNOWN;
}

function threeDigits(value: number): string {
  const magnitude = Math.abs(value);
  const decimals = magnitude >= 100 ? 0 : magnitude >= 10 ? 1 : 2;
  return value.toFixed(decimals).replace(/\.0+$|(\.\d*?)0+$/, "$1");
}

function scaled(value: number, base: string, units: readonly string[]): string {
  let rest = value;
  let unit = base;
  for (const next of units) {
    // 999.5 and above would print as 1000 of the smaller unit.
    if (Math.abs(rest) < 999.5) break;
    rest /= 1000;
    unit = next;
  }
  return withMinus(unit === "" ? threeDigits(rest) : threeDigits(rest) + SPACE + unit);
}

/** A large count in a tight place: 833 k, 11.7 M, 1.8 G. */
export function compact(value: Measured): string {
  return isKnown(value) ? scaled(value, "", ["k", "M", "G", "T", "P"]) : UNKNOWN;
}

/** Decimal bytes: 3.4 MB. */
export function bytes(value: Measured): string {
  return isKnown(value) ? scaled(value, "B", ["kB", "MB", "GB", "TB"]) : UNKNOWN;
}

/** Three significant digits: 0.0429, 2.30. */
export function loss(value: Measured): string {
  if (!isKnown(value)) return UNKNOWN;
  const magnitude = Math.abs(value);
  const tiny = magnitude !== 0 && magnitude < 1e-4;
  if (tiny || magnitude >= 1e6) return withMinus(value.toExponential(2).replace("+", ""));
  return withMinus(value.toPrecision(3).includes("e") ? value.toFixed(0) : value.toPrecision(3));
}

/** A fraction as percent, one decimal; two for a run's final figure. */
export function percent(fraction: Measured, decimals = 1): string {
  return isKnown(fraction) ? `${withMinus((fraction * 100).toFixed(decimals)) + SPACE}%` : UNKNOWN;
}

/** Like percent, but certainty is never claimed: 99.9 % at most. */
export function probability(fraction: Measured): string {
  return isKnown(fraction) ? percent(Math.min(fraction, 0.999)) : UNKNOWN;
}

/** A ratio in thousandths: 3.6 ‰. */
export function perMille(ratio: Measured): string {
  return isKnown(ratio) ? `${withMinus((ratio * 1000).toFixed(1)) + SPACE}‰` : UNKNOWN;
}

/** As one would type it: 0.01, 3e-4. */
export function learningRate(value: Measured): string {
  if (!isKnown(value)) return UNKNOWN;
  const rounded = Number(value.toPrecision(3));
  if (rounded === 0 || Math.abs(rounded) >= 1e-3) return withMinus(String(rounded));
  return withMinus(rounded.toExponential().replace("e+", "e"));
}

/** A metric's value in its unit: a share as percent, all else by its digits. */
export function measured(value: Measured, { unit }: Pick<Metric, "unit">, decimals = 1): string {
  if (unit === "share") return percent(value, decimals);
  return unit === "rate" ? learningRate(value) : loss(value);
}

/** 16×10×10. */
export function shape(sizes: readonly (number | string)[] | null | undefined): string {
  if (!sizes) return UNKNOWN;
  return sizes.length === 0 ? "1" : sizes.join("×");
}

/** 0:07, 4:31, 1 h 12. */
export function duration(seconds: Measured): string {
  if (!isKnown(seconds) || seconds < 0) return UNKNOWN;
  const whole = Math.round(seconds);
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes}:${String(whole % 60).padStart(2, "0")}`;
  const rest = String(minutes % 60).padStart(2, "0");
  return `${Math.floor(minutes / 60)}${SPACE}h${SPACE}${rest}`;
}
