import { useCallback } from "react";
import { useTranslation } from "react-i18next";

interface Fault {
  code: string;
  params: Record<string, string | number | boolean>;
}

/** A fault's `code` and `params` as a sentence in the reader's language. */
export function useErrorText(): (fault: unknown) => string {
  const { t, i18n } = useTranslation("errors");
  return useCallback(
    (fault) => {
      const { code, params } = isFault(fault) ? fault : { code: "unexpected", params: {} };
      // Which params a code brings is the server's business; its sentence takes those that it names.
      const known = i18n.exists(code, { ns: "errors" }) ? (code as "unexpected") : "unexpected";
      return t(known, { ...params, code });
    },
    [t, i18n],
  );
}

function isFault(value: unknown): value is Fault {
  return typeof value === "object" && value !== null && "code" in value && "params" in value;
}
