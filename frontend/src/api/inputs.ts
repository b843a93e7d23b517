import type { AnyInput, InputPinned, Pixels, Sample, Show } from "@/schema/schema.gen";

export const testSample = (index: number): Sample => ({ kind: "sample", split: "test", index });

export const pixelsOf = (pixels: Uint8Array): Pixels => ({ kind: "pixels", pixels });

/** One question about an input: every side of it that is wanted, of all nodes. */
export const showing = (role: string, input: AnyInput, ...of: Show["of"]): Show => ({
  kind: "show",
  role,
  input,
  of,
  nodes: [],
  small: false,
});

/** What an event pins. Logs of earlier releases know pixels alone. */
export function pinnedBy(event: Pick<InputPinned, "input"> | { pixels: Uint8Array }): AnyInput {
  return "pixels" in event ? pixelsOf(event.pixels) : event.input;
}

function alike(one: ArrayLike<number>, other: ArrayLike<number>): boolean {
  if (one.length !== other.length) return false;
  for (let at = 0; at < one.length; at++) if (one[at] !== other[at]) return false;
  return true;
}

/** Whether two inputs are the same to a network. */
export function sameInput(one: AnyInput, other: AnyInput): boolean {
  if (one.kind === "pixels") return other.kind === "pixels" && alike(one.pixels, other.pixels);
  if (one.kind === "numbers") return other.kind === "numbers" && alike(one.values, other.values);
  if (one.kind === "text") return other.kind === "text" && one.text === other.text;
  return other.kind === "sample" && one.split === other.split && one.index === other.index;
}
