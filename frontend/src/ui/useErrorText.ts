import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import type { errors } from "@/locales/en/errors";

interface Fault {
  code: string;
  params: Record<string, string | number | boolean>;
}

type Code = keyof typeof errors;

/** A fault's `code` and `params` as a sentence in the reader's language. */
export function useErrorText(): (fault: unknown) => string {
  const { t, i18n } = useTranslation("errors");
  return useCallback(
    (fault) => {
      const { code, params } = isFault(fault) ? fault : { code: "unexpected", params: {} };
      const known = i18n.exists(code, { ns: "errors" }) ? (code as Code) : "unexpected";
      return t(known, { ...params, code });
    },
    [t, i18n],
  );
}

function isFault(value: unknown): value is Fault {
  return typeof value === "object" && value !== null && "code" in value && "params" in value;
}
