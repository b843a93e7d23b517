import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { classNames, takenBy } from "@/api/dataFields";
import { listDatasets } from "@/api/datasets";
import { givesClasses } from "@/graph/classUnits";
import { useDocument } from "@/graph/documentStore";
import { columnsOf, datasetOf, networkOf } from "@/graph/experiment";
import { withClassNames } from "@/locales/classNames";
import { useToldExperiment } from "./useSnapshot";

const NONE: readonly string[] = [];

/** The classes of the run on screen, or of the document before there is one, in the reader's language. */
function useClassNames(): readonly string[] {
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
    () =>
      classNames(
        data && withClassNames(takenBy(data, columns.split(" ").filter(Boolean)), language),
      ),
    [data, columns, language],
  );
}

/** The names of a node's units, in order, where each is a class; none where a unit has no name. */
export function useUnitNames(node: string, units: number): readonly string[] {
  const names = useClassNames();
  const named = useDocument(({ document, role }) => givesClasses(networkOf(document, role), node));
  return named && names.length === units ? names : NONE;
}
