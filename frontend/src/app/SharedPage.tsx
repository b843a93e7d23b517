import { useQuery } from "@tanstack/react-query";
import { ApiError } from "@/api/errors";
import { getShared } from "@/api/shares";
import { FailedPage } from "./FailedPage";
import { LinkGonePage } from "./LinkGonePage";
import { PageLoading } from "./PageLoading";
import { SharedStudio } from "./SharedStudio";

/** What a link shows: the experiment and its runs, to watch and to fork. */
export function SharedPage({ secret }: { secret: string }) {
  const shared = useQuery({
    queryKey: ["shared", secret],
    queryFn: ({ signal }) => getShared(secret, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (shared.data) return <SharedStudio key={secret} secret={secret} shared={shared.data} />;
  if (shared.error === null) return <PageLoading />;
  const { error } = shared;
  if (error instanceof ApiError && (error.status === 404 || error.status === 410)) {
    return <LinkGonePage />;
  }
  return <FailedPage error={error} onRetry={() => void shared.refetch()} />;
}
