import { useQuery } from "@tanstack/react-query";
import { listPresets } from "@/api/presets";
import { getPresetTimes } from "./asking";

const WHILE_MEASURING_MS = 1_500;

export function usePresets() {
  return useQuery({
    queryKey: ["presets"],
    queryFn: ({ signal }) => listPresets(signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** How long presets train here. While the server tries others out, more and more of them are known. */
export function usePresetTimes() {
  return useQuery({
    queryKey: ["preset-times"],
    queryFn: ({ signal }) => getPresetTimes(signal),
    refetchInterval: ({ state }) => (state.data?.measuring ? WHILE_MEASURING_MS : false),
    // A card without a time is a card; nobody has to hear of it.
    retry: false,
  });
}
