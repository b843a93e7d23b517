import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { getDataset } from "@/api/datasets";
import type { AnyDataset, DatasetBody } from "@/schema/schema.gen";

/** A dataset, and the fields that it was asked about with: those of its samples, too. */
export type SetDataset = DatasetBody & { readonly asked?: string };

/**
 * A dataset as the document sets it, and its fields as JSON: another noise gives other points, and words that become
 * numbers otherwise other columns. `usual` is what it is by default, which stands until the server has answered.
 */
export function useAsSet(
  set: AnyDataset | undefined,
  usual: DatasetBody | undefined,
): SetDataset | undefined {
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
  const { data } = asked;
  return useMemo(
    () =>
      usual && data && fields !== undefined
        ? { ...usual, fields: data.fields, splits: data.splits, asked: fields }
        : usual,
    [usual, data, fields],
  );
}
