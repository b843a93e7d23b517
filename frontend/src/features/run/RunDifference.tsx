import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { snapshotOf } from "@/api/watchedSnapshot";
import { type Difference, differences } from "@/graph/differences";
import type { ListedRun } from "@/schema/schema.gen";
import { count, UNKNOWN } from "@/ui/format";
import { useSetupTexts } from "@/ui/laterTexts";
import { useMetricNames } from "@/views/run/useMetricNames";
import { useRun } from "@/views/run/useRun";
import { useSettingName } from "@/views/run/useSettingName";
import styles from "./RunStatus.module.css";

/** More would be no sentence any more. */
const SAID = 4;

function useDifferences(run: string, before: string): Difference[] | undefined {
  const share = useRun((state) => state.share);
  return useQuery({
    queryKey: ["differences", run, before],
    queryFn: async () =>
      differences(...(await Promise.all([snapshotOf(before, share), snapshotOf(run, share)]))),
    staleTime: Number.POSITIVE_INFINITY,
  }).data;
}

/** Where the members are named of the union that a setting holds. */
const FAMILIES: Readonly<Record<string, string>> = {
  loss: "losses",
  optimizer: "optimizers",
  schedule: "schedules",
  length: "lengths",
  evaluations: "evaluations",
};

/** What the reader calls a value of a setting: a member of a union has a name, and so has a metric. */
function useValueName(): (setting: string, value: string) => string {
  const { t, i18n } = useSetupTexts();
  const metrics = useMetricNames();
  return (setting, value) => {
    const field = setting.split(".").at(-1) ?? "";
    if ((field === "metric" || field === "keep_best") && value !== UNKNOWN)
      return metrics.inline({ name: value, series: "evaluation" });
    const key = `${FAMILIES[field]}.${value}`;
    return i18n.exists(key, { ns: "setup" }) ? t(key as "losses.huber") : value;
  };
}

/** In one sentence, what a run does otherwise than the one before it. */
export function RunDifference({ run, before }: { run: ListedRun; before: ListedRun }) {
  const { t } = useTranslation(["run", "editor", "views"]);
  const setting = useSettingName();
  const valueName = useValueName();
  const found = useDifferences(run.id, before.id);
  const number = count(before.number);
  if (found === undefined) return <span className={styles.difference} />;
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
        return t(`run:differs.${difference.what}`, { nodes: difference.nodes.join(", ") });
      case "rewired":
      case "recorded":
        return t(`run:differs.${difference.what}`);
      case "off":
      case "on":
        return t(`views:timeline.${difference.what}`, { node: difference.node });
      case "field": {
        const { node, field, from, to } = difference;
        if (node !== "") return t("run:differs.from", { name: `${node} ${field}`, from, to });
        return t("run:differs.from", {
          name: setting(field),
          from: valueName(field, from),
          to: valueName(field, to),
        });
      }
    }
  };
  const said = found.slice(0, SAID).map(say);
  if (found.length > SAID) said.push(t("run:differs.more", { count: found.length - SAID }));
  return (
    <span className={styles.difference}>
      {said.length === 0
        ? t("run:differs.same", { number })
        : t("run:differs.sentence", { number, what: said.join(t("run:differs.and")) })}
    </span>
  );
}
