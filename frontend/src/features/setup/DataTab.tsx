import { Button, Progress } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { lazy, Suspense } from "react";
import { classNames, hasSamples, imageSides, inputField, sizeOf, takenBy } from "@/api/dataFields";
import { listDatasets } from "@/api/datasets";
import { UnionForm } from "@/form/UnionForm";
import { withUsual } from "@/form/withUsual";
import { documentStore, useDocument } from "@/graph/documentStore";
import { columnsOf, datasetNameOf, datasetOf, withValue } from "@/graph/experiment";
import { withClassNames } from "@/locales/classNames";
import type { AnyDataset, DatasetBody, Experiment } from "@/schema/schema.gen";
import { setupCatalogue } from "@/schema/setupCatalogue.gen";
import type { Spec } from "@/schema/spec";
import * as format from "@/ui/format";
import { useSetupTexts } from "@/ui/laterTexts";
import { PanelError } from "@/ui/PanelError";
import { patiently } from "@/ui/patiently";
import { useErrorText } from "@/ui/useErrorText";
import { useAsSet } from "@/views/run/useAsSet";
import { SampleBrowser } from "./SampleBrowser";
import styles from "./Setup.module.css";
import { useFetching } from "./useFetching";
import { useFieldProblems } from "./useFieldProblems";
import { useSetupWords } from "./useSetupWords";

const DATASETS: Readonly<Record<string, Spec>> = setupCatalogue.datasets;
const PROGRESS_MS = 500;
const AugmentationSection = lazy(() =>
  patiently(() => import("./AugmentationSection")).then((told) => ({
    default: told.AugmentationSection,
  })),
);
const Features = lazy(() =>
  patiently(() => import("./Features")).then((told) => ({ default: told.Features })),
);

/** What the network learns from: the dataset, its samples by class, its licence. */
export function DataTab() {
  const { t, i18n } = useSetupTexts();
  const experiment = useDocument((state) => state.document);
  const errorText = useErrorText();
  const datasets = useQuery({
    queryKey: ["datasets"],
    queryFn: ({ signal }) => listDatasets(signal),
    refetchInterval: ({ state }) =>
      state.data?.some((dataset) => dataset.download !== null) ? PROGRESS_MS : false,
  });
  const told = datasetOf(experiment);
  const found = datasets.data?.find(({ kind }) => kind === told?.kind);
  const set = useAsSet(told, found);
  if (experiment === null) return null;
  const chosen = set && withClassNames(takenBy(set, columnsOf(experiment)), i18n.language);
  return (
    <div className={styles.tab}>
      {told !== undefined && (
        <Choice experiment={experiment} dataset={told} datasets={datasets.data ?? []} />
      )}
      {datasets.error && (
        <PanelError message={errorText(datasets.error)} onRetry={() => void datasets.refetch()} />
      )}
      {chosen !== undefined && <Facts dataset={chosen} />}
      {chosen !== undefined && imageSides(chosen) !== null && chosen.available && (
        <Suspense>
          <AugmentationSection experiment={experiment} />
        </Suspense>
      )}
      {chosen !== undefined && isTable(chosen) && (
        <Suspense>
          <Features dataset={chosen} />
        </Suspense>
      )}
      {chosen !== undefined &&
        (chosen.available ? (
          <SampleBrowser key={chosen.kind} dataset={chosen} />
        ) : hasSamples(chosen) ? (
          <Fetch dataset={chosen} />
        ) : (
          <p className={styles.note}>{t("data.shapeAlone")}</p>
        ))}
      {chosen !== undefined && (
        <p className={styles.note} lang="en">
          {chosen.attribution}
        </p>
      )}
    </div>
  );
}

interface ChoiceProps {
  experiment: Experiment;
  /** What the network is shown. */
  dataset: AnyDataset;
  datasets: readonly DatasetBody[];
}

function Choice({ experiment, dataset, datasets }: ChoiceProps) {
  const { t } = useSetupTexts();
  const readOnly = useDocument((state) => state.readOnly);
  const id = useDocument((state) => state.id);
  const path = ["datasets", datasetNameOf(experiment)];
  const problems = useFieldProblems(path.join("."));
  const words = useSetupWords("datasets", dataset.kind);
  const spec = DATASETS[dataset.kind];
  const { setExperiment } = documentStore.getState();
  const name = (kind: string) => {
    const known = datasets.find((each) => each.kind === kind);
    if (known === undefined) return kind;
    const isHere = known.available || !hasSamples(known);
    return isHere ? known.title : t("data.absent", { dataset: known.title });
  };
  return (
    <section className={styles.section}>
      <UnionForm
        specs={DATASETS}
        value={withUsual(spec?.fields ?? [], dataset)}
        memory={`${id} ${path.join(".")}`}
        onField={(field, value, stepping) => setExperiment([...path, field], value, stepping)}
        onKind={(value) =>
          setExperiment([], withDataset(experiment, value as unknown as AnyDataset, datasets))
        }
        label={t("data.dataset")}
        description={t("data.datasetNote")}
        kindLabel={name}
        words={words}
        problems={problems}
        disabled={readOnly}
      />
      {spec !== undefined && <p className={styles.note}>{words.doc(spec)}</p>}
    </section>
  );
}

/** Another data set in place of the one on screen; where it has no such column, the one that it proposes is taken. */
function withDataset(
  experiment: Experiment,
  chosen: AnyDataset,
  datasets: readonly DatasetBody[],
): Experiment {
  const name = datasetNameOf(experiment);
  const told = datasets.find(({ kind }) => kind === chosen.kind);
  const taken = withValue(experiment, ["datasets", name], chosen);
  if (told === undefined) return taken;
  const paths = columnsOf(experiment);
  return Object.entries(experiment.algorithm).reduce((so, [field, value]) => {
    const at = paths.indexOf(String(value));
    const [from, column] = String(value).split(".");
    if (at < 0 || from !== name || told.fields.some((each) => each.name === column)) return so;
    const proposed = at === 0 ? told.default_input : told.default_target;
    return withValue(so, ["algorithm", field], `${name}.${proposed}`);
  }, taken);
}

/** Whether what enters are features of which each has its own scale. */
const isTable = (dataset: DatasetBody): boolean => Array.isArray(inputField(dataset)?.mean);

function Facts({ dataset }: { dataset: DatasetBody }) {
  const { t } = useSetupTexts();
  const { length: classes } = classNames(dataset);
  return (
    <dl className={styles.facts}>
      <dt>{t("data.sample")}</dt>
      <dd>{format.shape(inputField(dataset)?.value.sides)}</dd>
      <dt>{t("data.trainSize")}</dt>
      <dd>{format.count(sizeOf(dataset, "train"))}</dd>
      <dt>{t("data.testSize")}</dt>
      <dd>{format.count(sizeOf(dataset, "test"))}</dd>
      {classes > 0 && (
        <>
          <dt>{t("data.classes")}</dt>
          <dd>{format.count(classes)}</dd>
        </>
      )}
    </dl>
  );
}

function Fetch({ dataset }: { dataset: DatasetBody }) {
  const { t } = useSetupTexts();
  const errorText = useErrorText();
  const fetch = useFetching();
  const { download, problem } = dataset;
  if (download !== null) {
    const total = download.total > 0 ? format.bytes(download.total) : t("data.unknown");
    const text = t("data.downloading", { done: format.bytes(download.done), total });
    return (
      <section className={styles.section}>
        <Progress
          aria-label={text}
          value={download.total > 0 ? (100 * download.done) / download.total : 100}
          striped={download.total === 0}
          animated={download.total === 0}
        />
        <p className={styles.note}>{text}</p>
      </section>
    );
  }
  return (
    <section className={styles.section}>
      {problem !== null && (
        <p className={styles.fault} role="alert">
          {t("data.failed", { reason: errorText(problem) })}
        </p>
      )}
      <Button
        variant="default"
        size="xs"
        leftSection={<Download size={14} />}
        loading={fetch.isPending}
        onClick={() => fetch.mutate(dataset.kind)}
      >
        {t("data.download", { dataset: dataset.title })}
      </Button>
      <p className={styles.note}>{t("data.waiting")}</p>
    </section>
  );
}
