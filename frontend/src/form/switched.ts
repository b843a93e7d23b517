/** Going from one member of a union to another: what it is set to. */
import type { FieldSpec, Spec } from "@/schema/spec";

type Values = Readonly<Record<string, unknown>>;
type Specs = Readonly<Record<string, Spec>>;

/** What each member was last set to, by kind. */
export type Memory = Record<string, Values>;

const memories = new Map<string, Memory>();

/** The memory of one union of one experiment, for as long as the page is open. */
export function memoryOf(union: string): Memory {
  const known = memories.get(union) ?? {};
  memories.set(union, known);
  return known;
}

/**
 * A member that was here before finds its own values again. One that is new comes with its defaults, and keeps what
 * both members declare in the same words, bounds and default: the momentum of Adam is that of AdamW, and so is their
 * learning rate. One of SGD is not: it means fifty times the step, and carried over it would let most runs fail.
 */
export function switched(
  memory: Memory,
  specs: Specs,
  from: Values & { readonly kind: string },
  kind: string,
): Record<string, unknown> {
  const [old, next] = [specs[from.kind], specs[kind]];
  if (!next) return { ...from };
  memory[from.kind] = from;
  const known = memory[kind] ?? {};
  const told = (field: FieldSpec): unknown => {
    if (field.name in known) return known[field.name];
    return old?.fields.some((each) => isSame(each, field)) ? from[field.name] : field.default;
  };
  const values = next.fields.map((field) => [field.name, told(field)] as const);
  return { kind: next.kind, ...Object.fromEntries(values) };
}

function isSame(one: FieldSpec, other: FieldSpec): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
