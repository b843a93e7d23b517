import { Button, Progress } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { classNames, hasSamples, inputField, sizeOf } from "@/api/dataFields";
import { downloadDataset, listDatasets } from "@/api/datasets";
import type { DatasetBody } from "@/schema/schema.gen";
import { Chip } from "@/ui/Chip";
import * as format from "@/ui/format";
import { useLibraryTexts } from "@/ui/laterTexts";
import { showMessage } from "@/ui/messages";
import { PanelBoundary, PanelError } from "@/ui/PanelError";
import { useErrorText } from "@/ui/useErrorText";
import { useReread } from "@/ui/useReread";
import styles from "./Datasets.module.css";
import { DatasetTiles } from "./Thumbnail";

const PROGRESS_MS = 500;

/** The data sets: what is in them, where they come from, and whether they are here. */
export function Datasets() {
  const { t } = useLibraryTexts();
  const errorText = useErrorText();
  const datasets = useQuery({
    queryKey: ["datasets"],
    queryFn: ({ signal }) => listDatasets(signal),
    refetchInterval: ({ state }) =>
      state.data?.some((dataset) => dataset.download !== null) ? PROGRESS_MS : false,
  });
  return (
    <section>
      <h1 className={styles.title}>{t("datasets.title")}</h1>
      <p className={styles.subtitle}>{t("datasets.subtitle")}</p>
      {datasets.error && (
        <PanelError message={errorText(datasets.error)} onRetry={() => void datasets.refetch()} />
      )}
      <div className={styles.grid}>
        {datasets.data?.filter(hasSamples).map((dataset) => (
          <DatasetCard key={dataset.kind} dataset={dataset} />
        ))}
      </div>
    </section>
  );
}

function DatasetCard({ dataset }: { dataset: DatasetBody }) {
  const { t } = useLibraryTexts();
  return (
    <article className={styles.card} aria-label={dataset.title}>
      <div className={styles.tiles} aria-hidden="true">
        <PanelBoundary>
          {dataset.available ? (
            <DatasetTiles dataset={dataset.kind} columns={7} rows={3} size={36} />
          ) : (
            <p className={styles.none}>{t("datasets.unseen")}</p>
          )}
        </PanelBoundary>
      </div>
      <div className={styles.words}>
        <h2 className={styles.name}>
          {dataset.title}
          {dataset.available ? (
            <Chip tone="ok">{t("datasets.ready")}</Chip>
          ) : (
            <Chip>{t("datasets.missing")}</Chip>
          )}
        </h2>
        <p>
          {t("datasets.sizes", {
            train: format.count(sizeOf(dataset, "train")),
            test: format.count(sizeOf(dataset, "test")),
          })}
        </p>
        <p>
          <Sample dataset={dataset} />
        </p>
        {!dataset.available && <Fetch dataset={dataset} />}
        <p className={styles.attribution} title={t("datasets.attribution")} lang="en">
          {dataset.attribution}
        </p>
      </div>
    </article>
  );
}

/** One entry, and how many classes there are, if any. */
function Sample({ dataset }: { dataset: DatasetBody }) {
  const { t } = useLibraryTexts();
  const shape = format.shape(inputField(dataset)?.value.sides);
  const { length: classes } = classNames(dataset);
  return classes === 0 ? shape : t("datasets.shape", { shape, classes });
}

function Fetch({ dataset }: { dataset: DatasetBody }) {
  const { t } = useLibraryTexts();
  const errorText = useErrorText();
  const reread = useReread();
  const start = useMutation({
    mutationFn: () => downloadDataset(dataset.kind),
    onError: (error) => showMessage({ text: errorText(error) }),
    onSettled: () => reread(["datasets"]),
  });
  const { download } = dataset;
  if (download === null) {
    return (
      <>
        {dataset.problem && (
          <p className={styles.problem} role="alert">
            {errorText(dataset.problem)}
          </p>
        )}
        <Button
          variant="default"
          leftSection={<Download size={14} />}
          loading={start.isPending}
          onClick={() => start.mutate()}
        >
          {dataset.problem ? t("common:retry") : t("datasets.download")}
        </Button>
      </>
    );
  }
  const done = format.bytes(download.done);
  const text =
    download.total === 0
      ? t("datasets.downloadingUnknown", { done })
      : t("datasets.downloading", { done, total: format.bytes(download.total) });
  return (
    <div className={styles.progress}>
      <p>{text}</p>
      <Progress
        aria-label={text}
        value={download.total === 0 ? 0 : (100 * download.done) / download.total}
      />
    </div>
  );
}
