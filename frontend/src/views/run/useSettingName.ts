import { useCallback } from "react";
import { useTranslation } from "react-i18next";

/** What the reader calls a setting of the run; the node of a dropout keeps its own name. */
export function useSettingName(): (name: string) => string {
  const { t, i18n } = useTranslation("setup");
  return useCallback(
    (name) => {
      const [kind, node] = name.split(":");
      if (node !== undefined) return node;
      return i18n.exists(`fields.${kind}`, { ns: "setup" })
        ? t(`fields.${kind as "momentum"}`)
        : name;
    },
    [t, i18n],
  );
}
