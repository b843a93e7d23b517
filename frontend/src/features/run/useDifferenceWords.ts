import { useTranslation } from "react-i18next";
import type { Difference } from "@/graph/differences";
import { UNKNOWN } from "@/ui/format";
import { useSetupTexts } from "@/ui/laterTexts";
import { useMetricNames } from "@/views/run/useMetricNames";
import { useSettingName } from "@/views/run/useSettingName";
import { useFieldName } from "./useFieldName";

/** More would be no sentence any more. */
const SAID = 4;

/** Where the members are named of the union that a setting holds. */
const FAMILIES: Readonly<Record<string, readonly string[]>> = {
  loss: ["losses", "games"],
  optimizer: ["optimizers"],
  schedule: ["schedules"],
  length: ["lengths"],
  evaluations: ["evaluations"],
};

/** What the reader calls a value of a setting: a member of a union has a name, and so has a metric. */
function useValueName(): (setting: string, value: string) => string {
  const { t, i18n } = useSetupTexts();
  const metrics = useMetricNames();
  return (setting, value) => {
    const field = setting.split(".").at(-1) ?? "";
    if ((field === "metric" || field === "keep_best") && value !== UNKNOWN)
      return metrics.inline({ name: value, series: "evaluation" });
    const keys = (FAMILIES[field] ?? []).map((family) => `${family}.${value}`);
    const known = keys.find((key) => i18n.exists(key, { ns: "setup" }));
    return known === undefined ? value : t(known as "losses.huber");
  };
}

/** What is changed alike in several layers is said once, with all of them. */
export function folded(found: readonly Difference[]): Difference[] {
  const known = new Map<string, number>();
  const told: Difference[] = [];
  for (const each of found) {
    const key =
      each.what === "field" && each.node !== ""
        ? `${each.layer} ${each.field} ${each.from} ${each.to}`
        : "";
    const at = known.get(key);
    const before = at === undefined ? undefined : told[at];
    if (key !== "" && at !== undefined && before?.what === "field" && each.what === "field") {
      told[at] = { ...before, node: `${before.node}, ${each.node}` };
      continue;
    }
    if (key !== "") known.set(key, told.length);
    told.push(each);
  }
  return told;
}

/** Of many names the first and the last: `linear_1 … linear_7`. */
function several(nodes: string): string {
  const names = nodes.split(", ");
  return names.length > 3 ? `${names[0]} … ${names.at(-1)}` : nodes;
}

/** What differs, each in a few words; joined it is a sentence. */
export function useDifferenceWords(): (found: readonly Difference[]) => string {
  const { t } = useTranslation(["run", "editor", "views"]);
  const setting = useSettingName();
  const layerField = useFieldName();
  const valueName = useValueName();
  const name = (dataset: string) => t(`editor:datasets.${dataset as "mnist"}`);
  const say = (difference: Difference): string => {
    switch (difference.what) {
      case "dataset":
        return t("run:differs.from", {
          name: t("run:differs.dataset"),
          from: name(difference.from),
          to: name(difference.to),
        });
      case "added":
      case "removed":
        return t(`run:differs.${difference.what}`, { nodes: several(difference.nodes.join(", ")) });
      case "rewired":
      case "recorded":
        return t(`run:differs.${difference.what}`);
      case "start":
        return difference.title === ""
          ? t("run:differs.drawn")
          : t("run:differs.start", { title: difference.title });
      case "off":
      case "on":
        return t(`views:timeline.${difference.what}`, { node: difference.node });
      case "field": {
        const { node, field, from, to } = difference;
        if (node !== "" && field === "rate" && to === "0")
          return t("run:differs.frozen", { nodes: several(node) });
        if (node !== "") return t("run:differs.from", { ...layerField(several(node), difference) });
        return t("run:differs.from", {
          name: setting(field),
          from: valueName(field, from),
          to: valueName(field, to),
        });
      }
    }
  };
  return (found) => {
    const all = folded(found);
    const said = all.slice(0, SAID).map(say);
    if (all.length > SAID) said.push(t("run:differs.more", { count: all.length - SAID }));
    return said.join(t("run:differs.and"));
  };
}
