import { useCallback } from "react";
import { useTranslation } from "react-i18next";

/** What the reader calls a network by the part that it plays. One that the texts don't know keeps its own name. */
export function useRoleName(): (role: string) => string {
  const { t, i18n } = useTranslation("common");
  return useCallback(
    (role) => {
      const key = `roles.${role}`;
      return i18n.exists(key, { ns: "common" }) ? t(key as "roles.generator") : role;
    },
    [t, i18n],
  );
}
