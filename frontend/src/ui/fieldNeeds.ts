type Params = Readonly<Record<string, string | number | boolean>>;

/** The sentence for what a field needs, by the constraint that its value broke. */
const NEEDS = {
  greater_than_equal: "field_at_least",
  greater_than: "field_above",
  less_than_equal: "field_at_most",
  less_than: "field_below",
  int_type: "field_whole",
  float_type: "field_number",
  finite_number: "field_number",
  bool_type: "field_true_false",
  string_type: "field_text",
  string_too_long: "field_characters",
  too_long: "field_entries",
  too_short: "field_entries_least",
  tuple_type: "field_list",
  list_type: "field_list",
  model_type: "field_object",
  model_attributes_type: "field_object",
  dict_type: "field_object",
  extra_forbidden: "field_unknown",
  missing: "field_missing",
  literal_error: "field_one_of",
  union_tag_invalid: "field_one_of",
  union_tag_not_found: "field_kind",
  not_a_name: "field_name",
  value_error: "field_storable",
} as const;

type Constraint = keyof typeof NEEDS;

const isKnown = (constraint: unknown): constraint is Constraint =>
  typeof constraint === "string" && Object.hasOwn(NEEDS, constraint);

const LIMITS = ["ge", "gt", "le", "lt", "max_length", "min_length"];

/** What an `invalid_field` asks for: the key of its sentence, and what fills it. */
export function fieldNeeds(params: Params) {
  const limit = LIMITS.map((name) => params[name]).find((value) => value !== undefined);
  const choices = String(params.expected ?? params.expected_tags ?? "");
  const key = isKnown(params.constraint) ? NEEDS[params.constraint] : "field_other";
  return { key, words: { limit: Number(limit ?? 0), choices } } as const;
}
