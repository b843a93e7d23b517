import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { inputField, takenBy, targetField } from "@/api/dataFields";
import { listDatasets } from "@/api/datasets";
import { givesClasses } from "@/graph/classUnits";
import { useDocument } from "@/graph/documentStore";
import { columnsOf, datasetOf, networkOf } from "@/graph/experiment";
import { withClassNames } from "@/locales/classNames";
import type { DatasetBody } from "@/schema/schema.gen";
import { useToldExperiment } from "./useSnapshot";

const NONE: readonly string[] = [];

/** The data of the run on screen, or of the document before there is one, its names in the reader's language. */
function useNamedData(): DatasetBody | undefined {
  const { language } = useTranslation().i18n;
  const experiment = useToldExperiment();
  const kind = datasetOf(experiment)?.kind;
  const { data } = useQuery({
    queryKey: ["datasets"],
    queryFn: ({ signal }) => listDatasets(signal),
    staleTime: 60_000,
    select: (datasets) => datasets.find((each) => each.kind === kind),
  });
  const columns = experiment === null ? "" : columnsOf(experiment).join(" ");
  return useMemo(
    () => data && withClassNames(takenBy(data, columns.split(" ").filter(Boolean)), language),
    [data, columns, language],
  );
}

/** The names of a node's units, in order: features where data enter, classes or targets where it answers; else none. */
export function useUnitNames(node: string, units: number): readonly string[] {
  const data = useNamedData();
  const side = useDocument(({ document, role }) => {
    const network = networkOf(document, role);
    if (network.nodes[node]?.layer.kind === "input") return "input";
    return givesClasses(network, node) ? "answer" : "";
  });
  if (data === undefined || side === "") return NONE;
  const names = (side === "input" ? inputField(data) : targetField(data))?.names ?? NONE;
  return names.length === units ? names : NONE;
}
