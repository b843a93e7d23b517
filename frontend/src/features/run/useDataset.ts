import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { listDatasets } from "@/api/datasets";
import { datasetOf } from "@/graph/experiment";
import { withClassNames } from "@/locales/classNames";
import type { DatasetBody } from "@/schema/schema.gen";
import { useToldExperiment } from "@/views/run/useSnapshot";

/** What is known of the dataset of the run on screen, or of the document before there is one, its classes named in the reader's language. */
export function useDataset(): DatasetBody | undefined {
  const { i18n } = useTranslation();
  const kind = datasetOf(useToldExperiment())?.kind;
  const datasets = useQuery({
    queryKey: ["datasets"],
    queryFn: ({ signal }) => listDatasets(signal),
    staleTime: 60_000,
  });
  const dataset = datasets.data?.find((each) => each.kind === kind);
  const { language } = i18n;
  return useMemo(() => dataset && withClassNames(dataset, language), [dataset, language]);
}
