import { useQuery } from "@tanstack/react-query";
import { getLabels, getSamples, picturesOf, type Samples } from "@/api/datasets";
import type { SetDataset } from "../run/useAsSet";

type Asked = Pick<SetDataset, "kind" | "asked">;

/** The true classes of the test set; fetched once. */
export function useLabels(dataset: Asked | undefined): Uint8Array | undefined {
  const { kind, asked } = dataset ?? {};
  return useQuery({
    queryKey: ["labels", kind, asked],
    queryFn: ({ signal }) => getLabels(kind ?? "", "test", asked, signal),
    enabled: kind !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  }).data;
}

/** These samples of the test set, in this order; those before stay until they are there. */
export function useSamples(kind: string | undefined, samples: readonly number[]) {
  const indices = samples.join(",");
  return useQuery({
    queryKey: ["samples", kind, indices],
    queryFn: ({ signal }) => getSamples(kind ?? "", { split: "test", indices }, signal),
    enabled: kind !== undefined && indices !== "",
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: (before) => before,
  });
}

/** One picture by its index in the test set; undefined while it is on its way. */
export function pictureOf(samples: Samples | undefined, sample: number): Uint8Array | undefined {
  const at = samples?.indices.indexOf(sample) ?? -1;
  if (samples === undefined || at < 0) return undefined;
  const pictures = picturesOf(samples.columns[0]);
  if (pictures === null) return undefined;
  const [, channels, height, width] = pictures.shape;
  const size = channels * height * width;
  return pictures.images.subarray(at * size, (at + 1) * size);
}

export function pictureShape(samples: Samples | undefined): [number, number, number] {
  const [, channels = 1, height = 1, width = 1] = picturesOf(samples?.columns[0])?.shape ?? [];
  return [channels, height, width];
}
