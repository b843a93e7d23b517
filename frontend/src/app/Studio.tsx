import { useEffect } from "react";
import { watchedRun } from "@/api/runStore";
import { useExperimentSession } from "@/features/editor/useExperimentSession";
import type { ExperimentBody } from "@/schema/schema.gen";
import { StudioBar } from "./StudioBar";
import { StudioLayout } from "./StudioLayout";
import { standIn } from "./standIn";
import { useInspectorDrawer } from "./useInspectorDrawer";

const Editor = standIn("editor/Editor", "Editor");
const Inspector = standIn("inspector/Inspector", "Inspector");
const Transport = standIn("run/Transport", "Transport");
const Dock = standIn("run/Dock", "Dock");
const RunBand = standIn("run/RunBand", "RunBand");
const SampleChooser = standIn("run/SampleChooser", "SampleChooser");
const TrainingTab = standIn("setup/TrainingTab", "TrainingTab");
const DataTab = standIn("setup/DataTab", "DataTab");
const CostTab = standIn("setup/CostTab", "CostTab");

/** One's own experiment: drawn, set up, trained and watched. */
export function Studio({ experiment }: { experiment: ExperimentBody }) {
  useExperimentSession(experiment);
  const newest = experiment.runs[0]?.id ?? null;
  useEffect(() => {
    watchedRun.open(newest);
    return () => watchedRun.open(null);
  }, [newest]);
  const drawer = useInspectorDrawer();
  return (
    <StudioLayout
      top={<StudioBar experiment={experiment.id} onInspector={drawer.toggle} />}
      editor={<Editor sampleSlot={<SampleChooser />} />}
      band={<RunBand />}
      inspector={<Inspector training={<TrainingTab />} data={<DataTab />} cost={<CostTab />} />}
      inspectorOpen={drawer.open}
      dock={<Dock />}
      transport={<Transport />}
    />
  );
}
