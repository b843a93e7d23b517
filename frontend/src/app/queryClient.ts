import { QueryClient } from "@tanstack/react-query";
import { ApiError } from "@/api/errors";

/** What the server refused stays refused; only a server that cannot be reached is asked again. */
function worthAsking(failures: number, error: Error): boolean {
  const unreachable = !(error instanceof ApiError) || error.status === 0 || error.status === 503;
  return unreachable && failures < 2;
}

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: { queries: { retry: worthAsking, staleTime: 5_000 } },
  });
}
