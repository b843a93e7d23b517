import { useQuery } from "@tanstack/react-query";
import { Redirect } from "wouter";
import { listExperiments } from "@/api/experiments";
import { DEFAULT_PRESET, openPreset } from "@/api/presets";
import { useAppearance } from "@/ui/appearance";
import { beginTour } from "@/ui/tour";
import { FailedPage } from "./FailedPage";
import { PageLoading } from "./PageLoading";

/** The experiment to open: the one worked on last, or a newcomer's first. */
async function firstExperiment(language: "en" | "zh"): Promise<string> {
  const cards = await listExperiments();
  const latest = cards.toSorted((a, b) => b.updated_at.localeCompare(a.updated_at))[0];
  if (latest !== undefined) return latest.id;
  beginTour();
  return (await openPreset(DEFAULT_PRESET, language)).id;
}

export function StartPage() {
  const language = useAppearance((state) => state.language);
  const start = useQuery({
    queryKey: ["start"],
    queryFn: () => firstExperiment(language),
    // A stale answer could name an experiment that was deleted meanwhile.
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (start.data !== undefined) {
    return <Redirect to={`/e/${start.data}${location.search}`} replace />;
  }
  if (start.error) return <FailedPage error={start.error} onRetry={() => void start.refetch()} />;
  return <PageLoading />;
}
