import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import type { Failure } from "@/api/runFold";
import { compact, count, decimal } from "@/ui/format";

/** Figures in a sentence are read, not computed with. */
function written(params: Failure["params"]): Record<string, string> {
  const write = (value: string | number) => {
    if (typeof value === "string") return value;
    if (Math.abs(value) >= 1e4) return compact(value);
    return Number.isInteger(value) ? count(value) : decimal(value, 1);
  };
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, write(value)]));
}

/** Why a run ended, as a sentence; a fault without words of its own is named by its code. */
export function useFailureText(): (failure: Failure) => string {
  const { t, i18n } = useTranslation("run");
  return useCallback(
    ({ code, params, step, checkpointStep }) => {
      const words = {
        ...written(params),
        code,
        step: count(step),
        checkpoint: count(checkpointStep),
      };
      const named = params.node === undefined || params.node === "" ? code : `${code}_at`;
      const key = [named, code].find((each) => i18n.exists(`failures.${each}`, { ns: "run" }));
      return t(`failures.${(key ?? "unknown") as "unknown"}`, words);
    },
    [t, i18n],
  );
}
