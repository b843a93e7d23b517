import { useTranslation } from "react-i18next";
import { headlineOf, keyOf } from "@/api/metrics";
import { curveOf } from "@/api/runFold";
import { watchedRun } from "@/api/runStore";
import { totalsOf, useCheck } from "@/graph/checkStore";
import type { SharedBody } from "@/schema/schema.gen";
import * as format from "@/ui/format";
import { Markdown } from "@/ui/Markdown";
import { useMetricNames } from "@/views/run/useMetricNames";
import { useRun } from "@/views/run/useRun";
import styles from "./SharedStudio.module.css";

/** The best headline of the run on screen, and in the past where it was reached: never after the playhead. */
function useBest(shared: SharedBody) {
  const run = useRun((summary) => summary.run);
  const playhead = useRun((summary) => summary.playhead);
  const declared = headlineOf(useRun((summary) => summary.metrics));
  // Renders again with every reading of it.
  useRun((summary) => summary.headline);
  const { name, series, better } = declared;
  const best = curveOf(watchedRun.data, series).best(name, better, playhead ?? undefined);
  if (playhead !== null || best !== null)
    return { metric: declared, value: best?.value, step: playhead === null ? null : best?.step };
  // Before its history is here, the run is known by what the page came with.
  const listed = shared.runs.find(({ id }) => id === run);
  const metric = listed?.headline ?? declared;
  return { metric, value: listed?.metrics[`best_${keyOf(metric)}`], step: null };
}

/** Title, notes and the three figures that a reader asks for first. */
export function SharedHead({ shared }: { shared: SharedBody }) {
  const { t } = useTranslation(["share", "app", "views"]);
  const parameters = useCheck((state) =>
    state.answer === null
      ? null
      : Object.values(state.answer.networks).reduce(
          (sum, network) => sum + (totalsOf(network)?.parameters ?? Number.NaN),
          0,
        ),
  );
  const seconds = useRun((summary) => summary.seconds);
  const best = useBest(shared);
  const names = useMetricNames();
  const when =
    best.step == null ? "" : ` · ${t("views:timeline.step", { step: format.count(best.step) })}`;
  const facts = [
    { name: t("share:parameters"), value: format.count(parameters) },
    { name: names.best(best.metric) + when, value: format.measured(best.value, best.metric, 2) },
    {
      name: t("share:trainedIn"),
      value: seconds > 0 ? format.duration(seconds) : format.UNKNOWN,
    },
  ];
  return (
    <div className={styles.head}>
      <div>
        <h1 className={`${styles.title} two-lines`} title={shared.title}>
          {shared.title}
        </h1>
        {shared.document.notes.trim() !== "" && (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: long notes scroll, and keys must reach them
          <section className={styles.notes} aria-label={t("app:notes.title")} tabIndex={0}>
            <Markdown text={shared.document.notes} />
          </section>
        )}
      </div>
      <dl className={styles.facts}>
        {facts.map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
