import { Menu } from "@mantine/core";
import { Link2, Unlink } from "lucide-react";
import { type KeyboardEvent, useState } from "react";
import {
  bind,
  type FieldAt,
  removeParameter,
  renameParameter,
  targetsOf,
  unbind,
} from "@/graph/blocks/editingParameters";
import { boundFields, type OpenUse } from "@/graph/blocks/opened";
import { layerSpec, withDefaults } from "@/graph/catalogue";
import { documentStore, useDocument } from "@/graph/documentStore";
import type { Experiment } from "@/graph/experiment";
import { isNodeId } from "@/graph/names";
import type { Part } from "@/graph/sheet";
import type { FieldValue, Layer } from "@/graph/types";
import { IconButton } from "@/ui/IconButton";
import { useOpenedTexts } from "@/ui/useOpenedTexts";
import styles from "./Bindings.module.css";
import { useFieldWords } from "./useFieldWords";

interface BindingsProps {
  part: Part;
  node: string;
  /** As it is at the use that is open. */
  layer: Layer;
}

type Edit = (document: Experiment, open: OpenUse) => Experiment;

function make(edit: Edit): void {
  const { opened, rewrite } = documentStore.getState();
  if (opened !== null) rewrite((document) => edit(document, opened));
}

const isNumber = (value: FieldValue | undefined): boolean =>
  Number.isInteger(value) || (Array.isArray(value) && value.every(Number.isInteger));

/** The whole numbers of a layer inside of a block: which parameter fills each, and how that is changed. */
export function Bindings({ part, node, layer }: BindingsProps) {
  const { t } = useOpenedTexts();
  const readOnly = useDocument((state) => state.readOnly);
  const spec = layerSpec(layer.kind);
  const words = useFieldWords(spec);
  const bound = boundFields(part, node);
  const known = withDefaults(layer);
  const free = spec.fields
    .map(({ name }) => name)
    .filter((name) => isNumber(known[name]) && !Object.hasOwn(bound, name));
  if (Object.keys(bound).length + free.length === 0) return null;
  const label = (field: string) => words.label(field.split(".")[0] ?? field);
  return (
    <section className={styles.section} aria-label={t("bound.title")}>
      <h3>{t("bound.title")}</h3>
      {Object.entries(bound).map(([field, parameter]) => (
        <Bound
          key={field}
          {...{ part, parameter, readOnly }}
          at={{ node, field }}
          label={label(field)}
        />
      ))}
      {!readOnly &&
        free.map((field) => (
          <Bind key={field} part={part} at={{ node, field }} label={label(field)} />
        ))}
    </section>
  );
}

interface BoundProps {
  part: Part;
  at: FieldAt;
  label: string;
  parameter: string;
  readOnly: boolean;
}

function Bound({ part, at, label, parameter, readOnly }: BoundProps) {
  const { t } = useOpenedTexts();
  const value = part.use?.values[parameter];
  return (
    <div className={styles.bound}>
      <span>{label}</span>
      <ParameterMenu {...{ part, parameter, readOnly }} />
      <b title={t("bound.here", { value })}>{value}</b>
      {!readOnly && (
        <IconButton
          size="sm"
          label={t("bound.free", { field: label })}
          onClick={() => make((document, open) => unbind(document, open, at))}
        >
          <Unlink />
        </IconButton>
      )}
    </div>
  );
}

/** A parameter with all that it fills; it is renamed and removed here. */
function ParameterMenu({ part, parameter, readOnly }: Omit<BoundProps, "at" | "label">) {
  const { t } = useOpenedTexts();
  const [naming, setNaming] = useState(false);
  if (naming) {
    return (
      <NewName
        part={part}
        label={t("bound.rename", { parameter })}
        usual={parameter}
        onDone={(name) => {
          setNaming(false);
          if (name !== null) make((so, open) => renameParameter(so, open, parameter, name));
        }}
      />
    );
  }
  return (
    <Menu position="bottom-start" shadow="md">
      <Menu.Target>
        <button type="button" className={styles.chip} data-hot="true">
          {parameter}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t("bound.fills", { parameter })}</Menu.Label>
        {targetsOf(part, parameter).map((path) => (
          <Menu.Label key={path} className={styles.path ?? ""}>
            {path}
          </Menu.Label>
        ))}
        {!readOnly && (
          <>
            <Menu.Divider />
            <Menu.Item onClick={() => setNaming(true)}>
              {t("bound.rename", { parameter })}
            </Menu.Item>
            <Menu.Item onClick={() => make((so, open) => removeParameter(so, open, parameter))}>
              {t("bound.remove", { parameter })}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

interface BindProps {
  part: Part;
  at: FieldAt;
  label: string;
}

function Bind({ part, at, label }: BindProps) {
  const { t } = useOpenedTexts();
  const [naming, setNaming] = useState(false);
  const to = (name: string) => make((document, open) => bind(document, open, at, name));
  return (
    <div className={styles.bound}>
      <span>{label}</span>
      {naming ? (
        <NewName
          part={part}
          label={t("bound.name")}
          usual={at.field.replace(/^out_/, "")}
          onDone={(name) => {
            setNaming(false);
            if (name !== null) to(name);
          }}
        />
      ) : (
        <Menu position="bottom-end" shadow="md">
          <Menu.Target>
            <IconButton size="sm" label={t("bound.menu", { field: label })}>
              <Link2 />
            </IconButton>
          </Menu.Target>
          <Menu.Dropdown>
            {Object.keys(part.use?.values ?? {}).map((name) => (
              <Menu.Item key={name} onClick={() => to(name)}>
                <code className={styles.chip}>{name}</code>
              </Menu.Item>
            ))}
            <Menu.Item onClick={() => setNaming(true)}>{t("bound.another")}</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
    </div>
  );
}

interface NewNameProps {
  part: Part;
  label: string;
  usual: string;
  /** Null where there is to be none. */
  onDone: (name: string | null) => void;
}

/** A name that no parameter of the block has yet: Enter or leaving keeps it, Escape does not. */
function NewName({ part, label, usual, onDone }: NewNameProps) {
  const { t } = useOpenedTexts();
  const [name, setName] = useState(usual);
  const taken = name !== usual && Object.hasOwn(part.use?.values ?? {}, name);
  const wrong = !isNodeId(name) ? t("bound.form") : taken ? t("bound.taken", { name }) : undefined;
  const keys = ({ key, nativeEvent }: KeyboardEvent) => {
    if (key === "Enter" && !nativeEvent.isComposing && wrong === undefined) onDone(name);
    if (key === "Escape") onDone(null);
  };
  return (
    <input
      className={styles.naming}
      aria-label={label}
      aria-invalid={wrong !== undefined}
      title={wrong}
      value={name}
      // biome-ignore lint/a11y/noAutofocus: the reader asked for the field, and types at once
      autoFocus
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => setName(event.currentTarget.value)}
      onBlur={() => onDone(wrong === undefined ? name : null)}
      onKeyDown={keys}
    />
  );
}
