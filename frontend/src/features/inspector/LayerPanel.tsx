import { ChevronRight } from "lucide-react";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { FieldsForm } from "@/form/FieldsForm";
import { useToldProblems } from "@/graph/begun";
import { boundFields, layerHere } from "@/graph/blocks/opened";
import { useReport } from "@/graph/blocks/openedReport";
import { familyOf, layerSpec, withDefaults } from "@/graph/catalogue";
import { totalsOf, useCheck } from "@/graph/checkStore";
import { documentStore, useDocument, useLying, useSheet } from "@/graph/documentStore";
import { blamed, problemsAt, samePlace } from "@/graph/faults";
import { isNodeId } from "@/graph/names";
import { problemKey } from "@/graph/offers";
import { hasSeveral, type WireEnd } from "@/graph/ports";
import { nameOf, type Part, partAt, placedAt, startOfPath } from "@/graph/sheet";
import type { Layer, Problem } from "@/graph/types";
import { useLayerWords } from "@/locales/layerWords";
import type { CheckedNode } from "@/schema/checked";
import * as format from "@/ui/format";
import { Glyph } from "@/ui/Glyph";
import { useInspectorTexts } from "@/ui/laterTexts";
import { patiently } from "@/ui/patiently";
import { useErrorText } from "@/ui/useErrorText";
import { useLayerTexts } from "@/ui/useLayerTexts";
import { Formula } from "./Formula";
import styles from "./Inspector.module.css";
import { useFieldWords } from "./useFieldWords";

const BlockParameters = lazy(() =>
  patiently(() => import("./BlockParameters")).then((module) => ({
    default: module.BlockParameters,
  })),
);

const Bindings = lazy(() =>
  patiently(() => import("./Bindings")).then((module) => ({ default: module.Bindings })),
);

interface LayerPanelProps {
  /** Its name on the sheet. */
  id: string;
  kernels?: ReactNode;
  rightNow?: ReactNode;
  mends: ((problem: Problem) => ReactNode) | undefined;
}

/** One layer: what it is, what it does to the shape, and what can be set. */
export function LayerPanel({ id, kernels, rightNow, mends }: LayerPanelProps) {
  const lying = useLying();
  const { role, name: node } = placedAt(lying, id);
  const part = partAt(lying, id);
  const layer = part && layerHere(part, nameOf(id));
  const report = useReport(id);
  const problems = problemsAt(useToldProblems(), role, node);
  if (!part || !layer) return null;
  return (
    <div className={styles.body}>
      <Heading id={id} layer={layer} />
      <Faults problems={problems} mends={mends} />
      <Shapes report={report} kind={layer.kind} />
      <Formula report={report} layer={layer} />
      <LayerForm {...{ id, node, part, layer, problems }} />
      {layer.kind === "block" && (
        <Suspense>
          <BlockParameters {...{ id, part, layer }} />
        </Suspense>
      )}
      {part.use !== null && (
        <Suspense>
          <Bindings {...{ part, layer }} node={nameOf(id)} />
        </Suspense>
      )}
      {kernels}
      {rightNow}
      <Figures report={report} role={role} />
      <SourceLine layer={layer} />
    </div>
  );
}

function Heading({ id, layer }: { id: string; layer: Layer }) {
  const words = useLayerWords();
  const texts = useLayerTexts();
  const spec = layerSpec(layer.kind);
  return (
    <div>
      <h2 className={styles.heading}>
        <Glyph family={familyOf(layer.kind)} />
        <NodeName id={id} />
        <span className={styles.kind}>{words.name(spec)}</span>
      </h2>
      <p className={styles.text}>{texts.doc(layer.kind)}</p>
    </div>
  );
}

/** The name is a field: Enter or leaving it renames the node. */
function NodeName({ id }: { id: string }) {
  const { t } = useInspectorTexts();
  const readOnly = useDocument((state) => state.readOnly);
  const nodes = useSheet().nodes;
  const [draft, setDraft] = useState<string | null>(null);
  const name = nameOf(id);
  const text = draft ?? name;
  const wrong =
    text === name
      ? undefined
      : !isNodeId(text)
        ? t("rename.form")
        : Object.hasOwn(nodes, `${startOfPath(id)}${text}`)
          ? t("rename.taken", { name: text })
          : undefined;
  const finish = () => {
    setDraft(null);
    if (draft !== null && draft !== name && !wrong) documentStore.getState().rename(id, draft);
  };
  return (
    <>
      <input
        className={styles.name}
        aria-label={t("rename.label")}
        aria-invalid={wrong ? true : undefined}
        title={wrong}
        readOnly={readOnly}
        spellCheck={false}
        size={Math.max(6, text.length)}
        value={text}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={finish}
        onKeyDown={(event) => {
          if (event.key === "Enter") event.currentTarget.blur();
          if (event.key === "Escape") setDraft(null);
        }}
      />
      {wrong !== undefined && <span className={styles.fault}>{wrong}</span>}
    </>
  );
}

interface FaultsProps {
  problems: readonly Problem[];
  mends: LayerPanelProps["mends"];
}

const faultId = (problem: Problem): string => `fault-${problemKey(problem).replaceAll(" ", "-")}`;

/** What is wrong here, each with what would mend it; the field that is at fault refers to its sentence. */
function Faults({ problems, mends }: FaultsProps) {
  const errorText = useErrorText();
  if (problems.length === 0) return null;
  return (
    <div className={styles.faults}>
      {problems.map((problem) => (
        <div key={faultId(problem)}>
          <p id={faultId(problem)} className={styles.fault}>
            {errorText(problem)}
          </p>
          {mends?.(problem)}
        </div>
      ))}
    </div>
  );
}

function Shapes({ report, kind }: { report: CheckedNode | undefined; kind: string }) {
  const { t } = useInspectorTexts();
  const words = useLayerWords();
  const inputs = Object.entries(report?.given ?? {}).flatMap(([port, values]) =>
    values.map((value) => ({ port, value })),
  );
  const outputs = Object.entries(report?.outputs ?? {});
  const named = (end: WireEnd, port: string) =>
    hasSeveral(kind, end) && <span>{words.port(port)} </span>;
  return (
    <div className={styles.shapes}>
      <div>
        {inputs.length === 0 && <b>{format.UNKNOWN}</b>}
        {inputs.map(({ port, value }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: wires are told apart by their place alone
          <b key={index}>
            {named("target", port)}
            {format.shape(value.sides)}
          </b>
        ))}
        <span>{t("in")}</span>
      </div>
      <ChevronRight size={16} aria-hidden="true" />
      <div>
        {outputs.length === 0 && <b>{format.UNKNOWN}</b>}
        {outputs.map(([port, value]) => (
          <b key={port}>
            {named("source", port)}
            {format.shape(value.sides)}
          </b>
        ))}
        <span>{t("out")}</span>
      </div>
    </div>
  );
}

interface LayerFormProps {
  id: string;
  /** Its path in its network. */
  node: string;
  part: Part;
  layer: Layer;
  problems: readonly Problem[];
}

function LayerForm({ id, node, part, layer, problems }: LayerFormProps) {
  const { t } = useInspectorTexts();
  const readOnly = useDocument((state) => state.readOnly);
  const spec = layerSpec(layer.kind);
  const fieldWords = useFieldWords(spec);
  const blocks = useDocument(({ document }) => document?.blocks);
  // What a parameter of the block around it fills is told of there.
  const bound = boundFields(part, nameOf(id));
  const fields = spec.fields.filter(({ name }) => !Object.hasOwn(bound, name));
  if (fields.length === 0) return null;
  const faults = Object.fromEntries(
    problems
      .filter((problem) => samePlace(blamed(problem).node, node))
      .map((problem) => [blamed(problem).field, faultId(problem)]),
  );
  return (
    <FieldsForm
      fields={fields.map((field) =>
        field.name === "block" ? { ...field, options: Object.keys(blocks ?? {}) } : field,
      )}
      values={withDefaults(layer)}
      onChange={(field, value, stepping) =>
        documentStore.getState().setField(id, field, value, stepping)
      }
      words={fieldWords}
      name={t("form.of", { node: nameOf(id) })}
      live={spec.live_fields}
      faults={faults}
      disabled={readOnly}
    />
  );
}

function Figures({ report, role }: { report: CheckedNode | undefined; role: string }) {
  const { t } = useInspectorTexts();
  const all = useCheck((state) => totalsOf(state.answer?.networks[role])?.parameters ?? 0);
  if (!report || (report.parameters === 0 && report.flops === 0)) return null;
  const share = all > 0 ? format.percent(report.parameters / all) : format.UNKNOWN;
  return (
    <div className={styles.section}>
      <dl className={styles.figures}>
        <dt>{t("parameters")}</dt>
        <dd>
          {format.count(report.parameters)} · {share}
        </dd>
        <dt>{t("flops")}</dt>
        <dd>{format.count(report.flops)}</dd>
      </dl>
    </div>
  );
}

function SourceLine({ layer }: { layer: Layer }) {
  const { t } = useInspectorTexts();
  const source = useLayerTexts().source(layer.kind);
  if (source === "") return null;
  // Docstrings set names of PyTorch in backquotes.
  const parts = source.split("`");
  return (
    <p className={styles.source}>
      {t("source")}
      <span lang="en">
        {parts.map((part, index) =>
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one fixed text
          index % 2 === 1 ? <code key={index}>{part}</code> : part,
        )}
      </span>
    </p>
  );
}
