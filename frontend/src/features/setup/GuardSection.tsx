import { FieldsForm } from "@/form/FieldsForm";
import { useCheck } from "@/graph/checkStore";
import { useDocument } from "@/graph/documentStore";
import type { Experiment } from "@/schema/schema.gen";
import { setupCatalogue } from "@/schema/setupCatalogue.gen";
import type { FieldSpec, Spec } from "@/schema/spec";
import { useSetupTexts } from "@/ui/laterTexts";
import { useMetricNames } from "@/views/run/useMetricNames";
import { Explained } from "./Explained";
import styles from "./Setup.module.css";
import { setSetting } from "./setSetting";
import { useFieldProblems } from "./useFieldProblems";
import { useSetupWords } from "./useSetupWords";

const STOPPING: Spec = setupCatalogue.settings.early_stopping;
const PACE: Spec = setupCatalogue.settings.pace;
const KEPT: readonly FieldSpec[] = PACE.fields.filter(({ name }) => name === "keep_best");

/** What the evaluations of the document measure and can get better; and the name that it has now, whatever that is. */
function useJudges(chosen: string): string[] {
  const metrics = useCheck((state) => state.answer?.metrics);
  const known = (metrics ?? []).filter(
    ({ series, better }) => series === "evaluation" && better !== "neither",
  );
  return [...new Set([...known.map(({ name }) => name), ...(chosen === "" ? [] : [chosen])])];
}

/** What keeps a run from going astray: off until wished. */
export function GuardSection({ experiment }: { experiment: Experiment }) {
  const { t } = useSetupTexts();
  const readOnly = useDocument((state) => state.readOnly);
  const names = useMetricNames();
  const { early_stopping: stopping, keep_best: kept, evaluations } = experiment.pace;
  const problems = useFieldProblems("pace");
  const ofStopping = useFieldProblems("pace.early_stopping");
  const stoppingWords = useSetupWords("settings", STOPPING.kind);
  const keptWords = useSetupWords("settings", PACE.kind);
  const [stoppers, keepers] = [useJudges(stopping.metric), useJudges(kept)];
  const judge = (_: string, name: string) =>
    name === "" ? t("training.off") : names.full({ name, series: "evaluation" });
  const off = stopping.patience === 0;
  // By what it stops is nothing to choose as long as it does not.
  const stop = STOPPING.fields.flatMap((field) => {
    if (field.name !== "metric") return [field];
    return off ? [] : [{ ...field, options: stoppers }];
  });
  const keep = KEPT.map((field) => ({ ...field, options: ["", ...keepers] }));
  const group = (field: string) => (field === "keep_best" ? [] : ["early_stopping"]);
  const unit = (field: string) =>
    field === "patience" ? t(off ? "training.off" : "training.tests") : undefined;
  const description = (field: FieldSpec) =>
    (field.name === "keep_best" ? keptWords : stoppingWords).description(field);
  return (
    <section className={styles.section}>
      <h3 className={styles.heading}>{t("training.guards")}</h3>
      <FieldsForm
        fields={[...stop, ...keep]}
        values={{ ...stopping, keep_best: kept }}
        onChange={(field, value, stepping) =>
          setSetting(["pace", ...group(field), field], value, stepping)
        }
        words={{ ...stoppingWords, description, option: judge, unit }}
        name={t("training.guards")}
        problems={{ ...problems, ...ofStopping }}
        disabled={readOnly}
      />
      {evaluations.kind === "never" && <p className={styles.note}>{t("training.untested")}</p>}
      <Explained
        formula=""
        told={[
          { fields: stop, words: stoppingWords },
          { fields: keep, words: keptWords },
        ]}
      />
    </section>
  );
}
