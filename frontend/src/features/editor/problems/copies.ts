import { getExperiment } from "@/api/experiments";
import { documentStore } from "@/graph/documentStore";
import { keepMine } from "../useExperimentSession";

async function takeTheirs(): Promise<void> {
  const saved = await getExperiment(documentStore.getState().id);
  documentStore.getState().adopt(saved.document, saved.revision);
}

/** Another tab saved first: which copy stays. Taking the other one can be undone. */
export const copies = { mine: keepMine, theirs: takeTheirs };
