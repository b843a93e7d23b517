import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { fieldNeeds } from "./fieldNeeds";
import { useRoleName } from "./useRoleName";

interface Fault {
  code: string;
  params: Record<string, string | number | boolean>;
  where?: { role: string; node: string; field: string };
}

const UNEXPECTED: Fault = { code: "unexpected", params: {} };

/** A fault's `code` and `params` as a sentence in the reader's language. */
export function useErrorText(): (fault: unknown) => string {
  const { t, i18n } = useTranslation(["errors", "common"]);
  const roleName = useRoleName();
  return useCallback(
    (fault) => {
      const { code, params, where } = isFault(fault) ? fault : UNEXPECTED;
      if (code === "invalid_field") {
        const { key, words } = fieldNeeds(params);
        const needs = t(key, words);
        const place = [where?.role && roleName(where.role), where?.node, where?.field]
          .filter(Boolean)
          .join(" ");
        return place === "" ? needs : t("invalid_field", { place, needs });
      }
      // Which params a code brings is the server's business; its sentence takes those that it names.
      const known = i18n.exists(code, { ns: "errors" }) ? (code as "unexpected") : "unexpected";
      const kind = `common:values.${params.kind}`;
      const words = i18n.exists(kind) ? { kind: t(kind as "common:values.image") } : {};
      const { role } = params;
      const whose = typeof role === "string" ? roleName(role).toLowerCase() : "";
      const said = t(known, { ...params, code, ...words, ...(whose !== "" && { role: whose }) });
      return whose !== "" && said.startsWith(whose)
        ? said.charAt(0).toUpperCase() + said.slice(1)
        : said;
    },
    [t, i18n, roleName],
  );
}

function isFault(value: unknown): value is Fault {
  return typeof value === "object" && value !== null && "code" in value && "params" in value;
}
