import { useQuery } from "@tanstack/react-query";
import { listDatasets } from "@/api/datasets";
import { useDocument } from "@/graph/documentStore";
import type { DatasetBody } from "@/schema/schema.gen";

/** What is known of the dataset of the experiment on screen. */
export function useDataset(): DatasetBody | undefined {
  const kind = useDocument((state) => state.document?.dataset.kind);
  const datasets = useQuery({
    queryKey: ["datasets"],
    queryFn: ({ signal }) => listDatasets(signal),
    staleTime: 60_000,
  });
  return datasets.data?.find((dataset) => dataset.kind === kind);
}
