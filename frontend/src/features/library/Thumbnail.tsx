import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { getSamples, listDatasets, picturesOf } from "@/api/datasets";
import { getThumbnail } from "@/api/thumbnails";
import { Frames } from "./pictures/Frames";
import { LinesPicture } from "./pictures/LinesPicture";
import { sampleTiles } from "./pictures/sampleTiles";
import { Tiles } from "./pictures/Tiles";

interface ThumbnailProps {
  experiment: string;
  dataset: string;
  /** Without runs there is nothing recorded to ask for. */
  hasRuns: boolean;
  running: boolean;
  /** How the loss of the best run fell. */
  losses: readonly number[];
}

const REFRESH_MS = 2_000;

/** What the network sees, from its last recorded frame; before the first run, what it will learn from. */
export function Thumbnail({ experiment, dataset, hasRuns, running, losses }: ThumbnailProps) {
  const recorded = useQuery({
    queryKey: ["thumbnail", experiment],
    queryFn: ({ signal }) => getThumbnail(experiment, signal),
    enabled: hasRuns,
    refetchInterval: running ? REFRESH_MS : false,
  });
  const frames = useMemo(() => (recorded.data ? [recorded.data.frame] : []), [recorded.data]);
  if (recorded.isLoading) return null;
  const otherwise = <DatasetTiles dataset={dataset} losses={losses} />;
  return <Frames frames={frames} size={42} columns={6} otherwise={otherwise} />;
}

interface DatasetTilesProps {
  dataset: string;
  columns?: number;
  rows?: number;
  size?: number;
  /** What to draw of data that are no pictures: how a network learnt from them. */
  losses?: readonly number[];
}

export function DatasetTiles({
  dataset,
  columns = 5,
  rows = 2,
  size = 46,
  losses = [],
}: DatasetTilesProps) {
  const samples = useSamples(dataset, columns * rows);
  const tiles = useMemo(() => {
    const pictures = picturesOf(samples.data?.columns[0]);
    return pictures === null ? [] : sampleTiles(pictures, columns);
  }, [samples.data, columns]);
  if (samples.data !== undefined && tiles.length === 0 && losses.length > 1)
    return <LinesPicture lines={[losses]} />;
  return <Tiles rows={tiles} table="ink" size={size} gap={8} />;
}

function useSamples(dataset: string, count: number) {
  const datasets = useQuery({
    queryKey: ["datasets"],
    queryFn: ({ signal }) => listDatasets(signal),
    staleTime: 60_000,
  });
  // A shape alone has none.
  const has = datasets.data?.some(({ kind, splits }) => kind === dataset && splits.test !== 0);
  return useQuery({
    enabled: has === true,
    queryKey: ["samples", dataset, count],
    queryFn: ({ signal }) => getSamples(dataset, { split: "test", start: 0, count }, signal),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
}
