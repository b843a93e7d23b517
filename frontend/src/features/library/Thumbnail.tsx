import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { getSamples, picturesOf } from "@/api/datasets";
import { getThumbnail } from "@/api/thumbnails";
import { tellingRows } from "./drawMaps";
import { sampleTiles } from "./sampleTiles";
import { Tiles } from "./Tiles";

interface ThumbnailProps {
  experiment: string;
  dataset: string;
  /** Without runs there is nothing recorded to ask for. */
  hasRuns: boolean;
  running: boolean;
}

const REFRESH_MS = 2_000;

/** What the network sees, from its last recorded frame; before the first run, what it will learn from. */
export function Thumbnail({ experiment, dataset, hasRuns, running }: ThumbnailProps) {
  const recorded = useQuery({
    queryKey: ["thumbnail", experiment],
    queryFn: ({ signal }) => getThumbnail(experiment, signal),
    enabled: hasRuns,
    refetchInterval: running ? REFRESH_MS : false,
  });
  const rows = useMemo(() => {
    const frame = recorded.data?.frame;
    return frame?.kind === "node_outputs" ? tellingRows(frame.nodes) : [];
  }, [recorded.data]);
  if (rows.length > 0) return <Tiles rows={rows} table="signed" size={42} />;
  if (recorded.isLoading) return null;
  return <DatasetTiles dataset={dataset} />;
}

interface DatasetTilesProps {
  dataset: string;
  columns?: number;
  rows?: number;
  size?: number;
}

export function DatasetTiles({ dataset, columns = 5, rows = 2, size = 46 }: DatasetTilesProps) {
  const samples = useSamples(dataset, columns * rows);
  const tiles = useMemo(() => {
    const pictures = picturesOf(samples.data?.columns[0]);
    return pictures === null ? [] : sampleTiles(pictures, columns);
  }, [samples.data, columns]);
  return <Tiles rows={tiles} table="ink" size={size} gap={8} />;
}

function useSamples(dataset: string, count: number) {
  return useQuery({
    queryKey: ["samples", dataset, count],
    queryFn: ({ signal }) => getSamples(dataset, { split: "test", start: 0, count }, signal),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
}
