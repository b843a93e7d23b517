import { imageSides, sizeOf } from "@/api/dataFields";
import { datasetOf } from "@/graph/experiment";
import { useDataset } from "@/views/run/useDataset";
import { useToldExperiment } from "@/views/run/useSnapshot";

/** So many can be looked at one by one. */
const FEW = 40;

/** How many images the run on screen learns from, or the document's next; 0 where they are many, or none. */
export function useFewImages(): number {
  const dataset = useDataset();
  const limit = datasetOf(useToldExperiment())?.train_limit ?? 0;
  if (dataset === undefined || imageSides(dataset) === null) return 0;
  const stored = sizeOf(dataset, "train");
  const count = limit > 0 ? Math.min(limit, stored) : stored;
  return count <= FEW ? count : 0;
}
