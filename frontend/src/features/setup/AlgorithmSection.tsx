import { useQuery } from "@tanstack/react-query";
import { listDatasets } from "@/api/datasets";
import { FieldRow } from "@/form/FieldRow";
import { FieldsForm } from "@/form/FieldsForm";
import form from "@/form/Form.module.css";
import { withUsual } from "@/form/withUsual";
import { useDocument } from "@/graph/documentStore";
import type { Experiment } from "@/schema/schema.gen";
import { setupCatalogue } from "@/schema/setupCatalogue.gen";
import type { FieldSpec, Spec } from "@/schema/spec";
import { useSetupTexts } from "@/ui/laterTexts";
import styles from "./Setup.module.css";
import { setSetting } from "./setSetting";
import { useFieldProblems } from "./useFieldProblems";
import { useSetupWords } from "./useSetupWords";

const ALGORITHMS: Readonly<Record<string, Spec>> = setupCatalogue.algorithms;

/** A field that holds the path of a column. */
const isColumn = ({ type, default: usual }: FieldSpec) =>
  type === "string" && typeof usual === "string" && usual.includes(".");

/** What is trained in which way, and what it takes from the data. */
export function AlgorithmSection({ experiment }: { experiment: Experiment }) {
  const { t } = useSetupTexts();
  const readOnly = useDocument((state) => state.readOnly);
  const { algorithm } = experiment;
  const words = useSetupWords("algorithms", algorithm.kind);
  const problems = useFieldProblems("algorithm");
  const columns = useColumns(experiment);
  const spec = ALGORITHMS[algorithm.kind];
  if (spec === undefined) return null;
  const values: Readonly<Record<string, unknown>> = withUsual(spec.fields, algorithm);
  const plain = spec.fields.filter((field) => !isColumn(field) && field.type !== "union");
  return (
    <section className={styles.section}>
      <h3 className={styles.heading}>{t(`algorithms.${algorithm.kind}`)}</h3>
      <p className={styles.note}>{words.doc(spec)}</p>
      <div className={form.form}>
        {spec.fields.filter(isColumn).map((field) => (
          <FieldRow
            key={field.name}
            field={{ ...field, type: "enum", options: columns(String(values[field.name])) }}
            value={String(values[field.name])}
            onChange={(value) => setSetting(["algorithm", field.name], value)}
            label={words.label(field.name)}
            description={words.description(field)}
            optionLabel={(path) => path}
            problem={problems[field.name]}
            disabled={readOnly}
          />
        ))}
      </div>
      {plain.length > 0 && (
        <FieldsForm
          fields={plain}
          values={values}
          onChange={(field, value, stepping) => setSetting(["algorithm", field], value, stepping)}
          words={words}
          live={spec.live_fields}
          name={t(`algorithms.${algorithm.kind}`)}
          problems={problems}
          disabled={readOnly}
        />
      )}
    </section>
  );
}

/** The paths of all columns of the experiment's data sets; one that leads nowhere stays to be seen. */
function useColumns({ datasets }: Experiment): (present: string) => string[] {
  const { data = [] } = useQuery({
    queryKey: ["datasets"],
    queryFn: ({ signal }) => listDatasets(signal),
    staleTime: 60_000,
  });
  const paths = Object.entries(datasets).flatMap(([name, { kind }]) =>
    (data.find((each) => each.kind === kind)?.fields ?? []).map((field) => `${name}.${field.name}`),
  );
  return (present) => (paths.includes(present) ? paths : [present, ...paths]);
}
