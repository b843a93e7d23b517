/** Settings that are a press and no field, by name. */
import { useQuery } from "@tanstack/react-query";
import { hasSamples } from "@/api/dataFields";
import { listDatasets } from "@/api/datasets";
import { useDocument } from "@/graph/documentStore";
import { datasetOf } from "@/graph/experiment";
import type { Action } from "@/ui/actions";
import { drawSeed } from "./setSetting";
import { useFetching } from "./useFetching";

export function useSetupActions(): Action[] {
  const readOnly = useDocument((state) => state.readOnly);
  const kind = useDocument((state) => datasetOf(state.document)?.kind);
  const fetch = useFetching();
  const datasets = useQuery({
    queryKey: ["datasets"],
    queryFn: ({ signal }) => listDatasets(signal),
    staleTime: 60_000,
  });
  if (readOnly) return [];
  const missing = (datasets.data ?? []).filter(
    (each) => each.kind === kind && !each.available && hasSamples(each),
  );
  return [
    { id: "seed", section: "setup", name: (t) => t("setup:training.newSeed"), run: drawSeed },
    ...missing.map(
      (dataset): Action => ({
        id: "fetch",
        section: "setup",
        name: (t) => t("setup:data.download", { dataset: dataset.title }),
        why: dataset.download === null ? null : (t) => t("setup:data.waiting"),
        run: () => fetch.mutate(dataset.kind),
      }),
    ),
  ];
}
