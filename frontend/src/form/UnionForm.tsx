import type { FieldSpec, Spec } from "@/schema/spec";
import { FieldRow, type Value } from "./FieldRow";
import { FieldsForm, type FormWords } from "./FieldsForm";
import styles from "./Form.module.css";

interface UnionFormProps {
  /** The members of the union, by kind. */
  specs: Readonly<Record<string, Spec>>;
  value: Readonly<Record<string, unknown>> & { readonly kind: string };
  /** One field of the member changed. */
  onField: (field: string, value: Value) => void;
  /** Another member was chosen: it comes with its own defaults and what both members share. */
  onKind: (value: Record<string, unknown>) => void;
  /** The union's own name: "Optimizer". */
  label: string;
  description: string;
  kindLabel: (kind: string) => string;
  words: FormWords;
  problems?: Readonly<Record<string, string>>;
  live?: readonly string[];
  disabled?: boolean;
}

/** Which member, and below it the member's fields. */
export function UnionForm(props: UnionFormProps) {
  const { specs, value, words } = props;
  const spec = specs[value.kind];
  const kindField: FieldSpec = {
    name: "kind",
    description: props.description,
    type: "enum",
    minimum: null,
    exclusive_minimum: null,
    maximum: null,
    exclusive_maximum: null,
    options: Object.keys(specs),
    default: value.kind,
  };
  return (
    <>
      <div className={styles.form}>
        <FieldRow
          field={kindField}
          value={value.kind}
          onChange={(kind) => props.onKind(switched(value, specs[String(kind)]))}
          label={props.label}
          description={props.description}
          optionLabel={props.kindLabel}
          disabled={props.disabled}
        />
      </div>
      {spec !== undefined && spec.fields.length > 0 && (
        <FieldsForm
          key={value.kind}
          fields={spec.fields}
          values={value}
          onChange={props.onField}
          words={words}
          name={props.label}
          live={props.live ?? spec.live_fields}
          {...(props.problems && { problems: props.problems })}
          {...(props.disabled !== undefined && { disabled: props.disabled })}
        />
      )}
    </>
  );
}

/** The new member with its defaults; what means the same in both keeps its value. */
export function switched(
  from: Readonly<Record<string, unknown>>,
  spec: Spec | undefined,
): Record<string, unknown> {
  if (!spec) return { ...from };
  const fields = spec.fields.map((field) => [field.name, field.default] as const);
  const kept = KEPT.filter((name) => name in from && fields.some(([field]) => field === name));
  return {
    kind: spec.kind,
    ...Object.fromEntries(fields),
    ...Object.fromEntries(kept.map((name) => [name, from[name]])),
  };
}

/** A learning rate that suits one optimizer seldom suits another, so few fields are carried over. */
const KEPT: readonly string[] = ["warmup_steps", "final_fraction"];
