/** The formula with this layer's own numbers in it. */
import type { Layer, Value, ValueKind } from "@/graph/types";

/** What formulas call the sides of a value; a kind that is not here has no names for them. */
const SIDES: Partial<Record<ValueKind, readonly string[]>> = {
  image: ["c", "h", "w"],
  vector: ["features"],
  sequence: ["t", "features"],
};

function sides(name: string, value: Value | null | undefined): [string, string][] {
  const names = value ? (SIDES[value.kind] ?? []) : [];
  return names.map((side, at) => [`${name}_${side}`, String(value?.sides[at] ?? "")]);
}

/** Fills the places `{field}`, `{field_h}`, `{in_c}`, `{out_features}` …; null while one of them is unknown. */
export function workedOut(
  template: string,
  layer: Layer,
  input: Value | undefined,
  output: Value | null,
): string | null {
  if (template === "") return null;
  const known = new Map<string, string>([...sides("in", input), ...sides("out", output)]);
  for (const [field, value] of Object.entries(layer)) {
    if (Array.isArray(value)) {
      known.set(`${field}_h`, String(value[0]));
      known.set(`${field}_w`, String(value[1]));
    } else known.set(field, String(value));
  }
  let complete = true;
  const text = template.replace(/\{(\w+)\}/g, (_, place: string) => {
    const value = known.get(place);
    if (value === undefined || value === "") complete = false;
    return value ?? "";
  });
  return complete ? text : null;
}

/** The result behind the last `=`, to be set off from the way to it. */
export function splitResult(text: string): readonly [string, string] {
  const at = text.lastIndexOf("= ");
  return at < 0 ? [text, ""] : [text.slice(0, at + 2), text.slice(at + 2)];
}
