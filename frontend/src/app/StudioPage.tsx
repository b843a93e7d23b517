import { useQuery } from "@tanstack/react-query";
import { getExperiment } from "@/api/experiments";
import { FailedPage } from "./FailedPage";
import { Studio } from "./Studio";
import { StudioLoading } from "./StudioLoading";

export function StudioPage({ id }: { id: string }) {
  const opened = useQuery({
    queryKey: ["experiment", id],
    queryFn: ({ signal }) => getExperiment(id, signal),
    // Read once: from here on the page's own document is the newest, and a later visit reads it again.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  if (opened.data) return <Studio key={id} experiment={opened.data} />;
  if (opened.error) {
    return <FailedPage error={opened.error} onRetry={() => void opened.refetch()} />;
  }
  return <StudioLoading />;
}
