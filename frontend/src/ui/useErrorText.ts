import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { fieldNeeds } from "./fieldNeeds";

interface Fault {
  code: string;
  params: Record<string, string | number | boolean>;
  where?: { role: string; node: string; field: string };
}

/** A fault's `code` and `params` as a sentence in the reader's language. */
export function useErrorText(): (fault: unknown) => string {
  const { t, i18n } = useTranslation("errors");
  return useCallback(
    (fault) => {
      const { code, params, where } = isFault(fault)
        ? fault
        : { code: "unexpected", params: {}, where: undefined };
      if (code === "invalid_field") {
        const { key, words } = fieldNeeds(params);
        const needs = t(key, words);
        const place = [where?.role, where?.node, where?.field].filter(Boolean).join(" ");
        return place === "" ? needs : t("invalid_field", { place, needs });
      }
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
