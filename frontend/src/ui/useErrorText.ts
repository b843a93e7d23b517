import { useCallback, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { fetchErrors } from "@/locales/errorTexts";
import { askOnce } from "./askOnce";
import { fieldNeeds } from "./fieldNeeds";
import { placeName } from "./placeName";
import { useRoleName } from "./useRoleName";

interface CodedError {
  code: string;
  params: Record<string, string | number | boolean>;
  where?: { role: string; node: string; field: string };
}

const UNEXPECTED: CodedError = { code: "unexpected", params: {} };

const ask = askOnce(fetchErrors);

/**
 * A fault's `code` and `params` as a sentence in the reader's language. The sentences come when the first part of the page
 * that may need them is on screen; until then a fault is told as nothing.
 */
export function useErrorText(): (fault: unknown) => string {
  const { t, i18n } = useTranslation(["errors", "common"], { bindI18nStore: "added" });
  const roleName = useRoleName();
  const { language } = i18n;
  useEffect(() => ask(language), [language]);
  return useCallback(
    (fault) => {
      if (!i18n.hasResourceBundle(language, "errors")) return "";
      const { code, params, where } = isCoded(fault) ? fault : UNEXPECTED;
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
      const said = t(known, {
        ...named(params),
        code,
        ...words,
        ...(whose !== "" && { role: whose }),
      });
      return whose !== "" && said.startsWith(whose)
        ? said.charAt(0).toUpperCase() + said.slice(1)
        : said;
    },
    [t, i18n, language, roleName],
  );
}

/** Layers inside of blocks are told of by where they are. */
function named(params: CodedError["params"]): CodedError["params"] {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === "string" ? placeName(value) : value,
    ]),
  );
}

function isCoded(value: unknown): value is CodedError {
  return typeof value === "object" && value !== null && "code" in value && "params" in value;
}
