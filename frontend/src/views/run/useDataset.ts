import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { takenBy } from "@/api/dataFields";
import { listDatasets } from "@/api/datasets";
import { columnsOf, datasetOf } from "@/graph/experiment";
import { withClassNames } from "@/locales/classNames";
import { useSetupTextsSoon } from "@/ui/useSetupTextsSoon";
import { type SetDataset, useAsSet } from "./useAsSet";
import { useToldExperiment } from "./useSnapshot";

/** What is known of the dataset of the run on screen, or of the document before there is one, its classes named in the reader's language. */
export function useDataset(): SetDataset | undefined {
  const { i18n } = useSetupTextsSoon();
  const experiment = useToldExperiment();
  const told = datasetOf(experiment);
  const datasets = useQuery({
    queryKey: ["datasets"],
    queryFn: ({ signal }) => listDatasets(signal),
    staleTime: 60_000,
  });
  const dataset = useAsSet(
    told,
    datasets.data?.find((each) => each.kind === told?.kind),
  );
  const { language } = i18n;
  const named = i18n.hasResourceBundle(language, "setup");
  // A text, since a new list each time would be another dataset each time.
  const columns = experiment === null ? "" : columnsOf(experiment).join(" ");
  // biome-ignore lint/correctness/useExhaustiveDependencies: the names of classes are there once the words are.
  return useMemo(
    () => dataset && withClassNames(takenBy(dataset, columns.split(" ").filter(Boolean)), language),
    [dataset, columns, language, named],
  );
}
