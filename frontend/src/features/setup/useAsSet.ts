import { useQuery } from "@tanstack/react-query";
import { getDataset } from "@/api/datasets";
import type { AnyDataset, DatasetBody } from "@/schema/schema.gen";

/**
 * A dataset as the document sets it, and its fields as JSON: another noise gives other points, and words that become
 * numbers otherwise other columns. `usual` is what it is by default, which stands until the server has answered.
 */
export function useAsSet(
  set: AnyDataset | undefined,
  usual: DatasetBody | undefined,
): readonly [DatasetBody | undefined, string | undefined] {
  const { kind = "", train_limit: _, ...own } = set ?? {};
  const isPlain = Object.keys(own).length === 0;
  const fields = isPlain ? undefined : JSON.stringify(own);
  const asked = useQuery({
    queryKey: ["dataset", kind, fields],
    queryFn: ({ signal }) => getDataset(kind, fields ?? "{}", signal),
    enabled: !isPlain,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    placeholderData: (before) => (before?.kind === kind ? before : undefined),
  });
  if (usual === undefined || isPlain || asked.data === undefined) return [usual, undefined];
  return [{ ...usual, fields: asked.data.fields, splits: asked.data.splits }, fields];
}
