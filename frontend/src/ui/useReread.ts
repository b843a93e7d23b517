import { type QueryKey, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";

/**
 * Reads a list again after a change to it. A first reading that is still under way may have been
 * answered before the change, and the library would take that answer for the new one: it is dropped.
 */
export function useReread(): (queryKey: QueryKey) => Promise<void> {
  const queries = useQueryClient();
  return useCallback(
    async (queryKey) => {
      await queries.cancelQueries({ queryKey });
      await queries.invalidateQueries({ queryKey });
    },
    [queries],
  );
}
