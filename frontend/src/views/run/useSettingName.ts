import { useCallback } from "react";
import { layerByPath } from "@/graph/blocks/opened";
import { placeName } from "@/ui/placeName";
import { useLayerTexts } from "@/ui/useLayerTexts";
import { useRoleName } from "@/ui/useRoleName";
import { useSetupTextsSoon } from "@/ui/useSetupTextsSoon";
import { useToldExperiment } from "./useSnapshot";

/**
 * What the reader calls a setting of the run, by its path in the document: the field's own word, and whose it is where
 * others have one too. A layer keeps its own name.
 */
export function useSettingName(): (path: string) => string {
  const { t, i18n } = useSetupTextsSoon();
  const roleName = useRoleName();
  const texts = useLayerTexts();
  const told = useToldExperiment();
  return useCallback(
    (path) => {
      const whose = (role: string) => roleName(role).toLowerCase();
      const parts = path.split(".");
      const [part = "", owner = "", , node = ""] = parts;
      const [group, field = path] = parts.slice(-2);
      const several = (all: object | undefined) => Object.keys(all ?? {}).length > 1;
      if (part === "networks") {
        const kind = layerByPath(told, owner, node)?.kind;
        const setting = kind === undefined ? field : texts.field(kind, field);
        const of = several(told?.networks)
          ? `${whose(owner)} · ${placeName(node)}`
          : placeName(node);
        return t("setting.of", { setting, of });
      }
      // `steps` of the evaluations are others than those of the run.
      const keys = [`fields.${group}_${field}`, `fields.${field}`, `training.${field}`];
      const known = keys.find((key) => i18n.exists(key, { ns: "setup" }));
      const setting = known === undefined ? field : t(known as "fields.momentum");
      const shared = part === "optimizers" || part === "datasets" ? told?.[part] : undefined;
      return several(shared)
        ? t("setting.of", { setting, of: part === "optimizers" ? whose(owner) : owner })
        : setting;
    },
    [t, i18n, texts, told, roleName],
  );
}
