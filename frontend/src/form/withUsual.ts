import type { FieldSpec } from "@/schema/spec";

/** With what a document leaves out where it is as usual: fields that came later are there to be set all the same. */
export const withUsual = <Given extends object>(
  fields: readonly FieldSpec[],
  given: Given,
): Record<string, unknown> & Given => ({
  ...Object.fromEntries(
    fields.filter(({ quiet }) => quiet).map((field) => [field.name, field.default]),
  ),
  ...given,
});
