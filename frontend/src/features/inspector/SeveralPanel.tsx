import { FieldsForm } from "@/form/FieldsForm";
import { familyOf, layerSpec, withDefaults } from "@/graph/catalogue";
import { useCheck } from "@/graph/checkStore";
import { documentStore, useDocument, useLying, useSheet } from "@/graph/documentStore";
import { onSheet } from "@/graph/sheet";
import { outputOf } from "@/graph/values";
import { useLayerWords } from "@/locales/layerWords";
import type { CheckedNode } from "@/schema/checked";
import * as format from "@/ui/format";
import { Glyph } from "@/ui/Glyph";
import { useInspectorTexts } from "@/ui/laterTexts";
import styles from "./Inspector.module.css";
import { useFieldWords } from "./useFieldWords";

/** Several layers: of one kind they are set together. */
export function SeveralPanel({ ids }: { ids: readonly string[] }) {
  const { t } = useInspectorTexts();
  const words = useLayerWords();
  const nodes = useSheet().nodes;
  const layers = ids.flatMap((id) => nodes[id]?.layer ?? []);
  const [first] = layers;
  const alike = first !== undefined && layers.every(({ kind }) => kind === first.kind);
  const spec = layerSpec(first?.kind ?? "");
  return (
    <div className={styles.body}>
      <div>
        <h2 className={styles.heading}>
          {alike && <Glyph family={familyOf(spec.kind)} />}
          {t("several.title", { count: layers.length })}
          {alike && <span className={styles.kind}>{words.name(spec)}</span>}
        </h2>
        <p className={styles.text}>{alike ? t("several.text") : t("several.mixed")}</p>
      </div>
      {alike && <CommonForm ids={ids} />}
      <SumOf ids={ids} />
    </div>
  );
}

function CommonForm({ ids }: { ids: readonly string[] }) {
  const { t } = useInspectorTexts();
  const readOnly = useDocument((state) => state.readOnly);
  const layer = useSheet().nodes[ids[0] ?? ""]?.layer;
  const spec = layerSpec(layer?.kind ?? "");
  const words = useFieldWords(spec);
  if (!layer || spec.fields.length === 0) return null;
  return (
    <FieldsForm
      fields={spec.fields}
      values={withDefaults(layer)}
      onChange={(field, value, stepping) =>
        documentStore.getState().setFields(ids, field, value, stepping)
      }
      words={words}
      name={t("several.title", { count: ids.length })}
      disabled={readOnly}
    />
  );
}

function SumOf({ ids }: { ids: readonly string[] }) {
  const { t } = useInspectorTexts();
  const lying = useLying();
  const answer = useCheck((state) => state.answer);
  const nodes = onSheet(lying, (role) => answer?.networks[role]?.nodes);
  const sum = (cost: "parameters" | "flops") =>
    ids.reduce((total, id) => total + costOf(nodes[id], cost), 0);
  return (
    <div className={styles.section}>
      <dl className={styles.figures}>
        <dt>{t("parameters")}</dt>
        <dd>{format.count(sum("parameters"))}</dd>
        <dt>{t("flops")}</dt>
        <dd>{format.count(sum("flops"))}</dd>
      </dl>
    </div>
  );
}

/** No number while a fault hides the layer's shape: a sum with it is unknown. */
function costOf(report: CheckedNode | undefined, cost: "parameters" | "flops"): number {
  return report && outputOf(report) !== null ? report[cost] : Number.NaN;
}
