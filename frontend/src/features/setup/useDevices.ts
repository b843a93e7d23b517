import { useQuery } from "@tanstack/react-query";
import { http } from "@/api/http";
import type { EngineBody } from "@/schema/schema.gen";

/** Kinds of the devices that the engine has; null while it is not known. */
export function useDevices(): readonly string[] | null {
  const engine = useQuery({
    queryKey: ["engine"],
    queryFn: ({ signal }) => http.get<EngineBody>("/api/engine", { signal }),
    staleTime: 60_000,
  });
  const kinds = engine.data?.devices.map((device) => device.kind) ?? [];
  return kinds.length === 0 ? null : kinds;
}
