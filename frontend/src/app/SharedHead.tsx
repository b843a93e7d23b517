import { useTranslation } from "react-i18next";
import { watchedRun } from "@/api/runStore";
import { totalsOf, useCheck } from "@/graph/checkStore";
import type { SharedBody } from "@/schema/schema.gen";
import * as format from "@/ui/format";
import { Markdown } from "@/ui/Markdown";
import { useRun } from "@/views/run/useRun";
import styles from "./SharedStudio.module.css";

/** The best accuracy of the run on screen, and in the past where it was reached: never after the playhead. */
function useBest(shared: SharedBody) {
  const run = useRun((summary) => summary.run);
  const playhead = useRun((summary) => summary.playhead);
  // Renders again with every reading of the test set.
  useRun((summary) => summary.testAccuracy);
  const best = watchedRun.data.test.greatest("accuracy", playhead ?? undefined);
  if (playhead !== null) return best;
  // Before its history is here, the run is known by what the page came with.
  const listed = shared.runs.find(({ id }) => id === run)?.metrics.best_test_accuracy;
  const value = best?.value ?? listed;
  return value === undefined ? null : { value, step: null };
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
  const when =
    best?.step == null ? "" : ` · ${t("views:timeline.step", { step: format.count(best.step) })}`;
  const facts = [
    { name: t("share:parameters"), value: format.count(parameters) },
    { name: t("share:bestAccuracy") + when, value: format.percent(best?.value ?? null, 2) },
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
