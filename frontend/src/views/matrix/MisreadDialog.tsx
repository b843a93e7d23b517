import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { watchedRun } from "@/api/runStore";
import type { PredictionsFrame } from "@/schema/schema.gen";
import { Dialog } from "@/ui/Dialog";
import { count, probability } from "@/ui/format";
import { SampleImage } from "../ask/SampleImage";
import { pictureOf, pictureShape, useLabels, useSamples } from "../ask/useSamples";
import { choose, filmOf } from "../run/shown";
import { useDataset } from "../run/useDataset";
import { useShownFrame } from "../run/useShownFrame";
import { useToldRole } from "../run/useSnapshot";
import styles from "./MisreadDialog.module.css";
import type { MatrixCell } from "./matrix";
import { closeMisread } from "./misread";
import { behind, predictionsOf } from "./predictions";

const MOST = 120;

interface MisreadDialogProps {
  cell: MatrixCell;
  opened: boolean;
  classNames: readonly string[];
}

/** The images behind one cell of the confusion matrix, at any evaluation that was recorded. */
export function MisreadDialog({ cell, opened, classNames }: MisreadDialogProps) {
  const { t } = useTranslation("views");
  const name = (label: number) => classNames[label] ?? String(label);
  const words = { label: name(cell.label), said: name(cell.prediction) };
  const right = cell.label === cell.prediction;
  return (
    <Dialog
      opened={opened}
      onClose={closeMisread}
      title={t(right ? "misread.right" : "misread.title", words)}
      size="min(720px, 92vw)"
    >
      {opened && <Content cell={cell} />}
    </Dialog>
  );
}

function Content({ cell }: { cell: MatrixCell }) {
  const { t } = useTranslation("views");
  const role = useToldRole();
  // A new evaluation makes the slider one longer.
  useShownFrame("predictions", role);
  const [chosen, setChosen] = useState<number | null>(null);
  const film = filmOf("predictions", role);
  const steps = film?.steps() ?? [];
  // Unless the reader asks for it here, no evaluation is told that the playhead has not come to.
  const exposure = chosen === null ? film?.by(watchedRun.at) : film?.nearest(chosen);
  if (exposure === undefined || exposure.frame.kind !== "predictions") {
    return <p className={styles.quiet}>{t("confusion.empty")}</p>;
  }
  return (
    <div className={styles.content}>
      {steps.length > 1 && (
        <input
          type="range"
          className={styles.slider}
          aria-label={t("misread.at")}
          aria-valuetext={t("timeline.step", { step: count(exposure.step) })}
          min={0}
          max={steps.length - 1}
          value={steps.indexOf(exposure.step)}
          onChange={(event) => setChosen(steps[Number(event.target.value)] ?? null)}
        />
      )}
      <Images cell={cell} frame={exposure.frame} step={exposure.step} />
    </div>
  );
}

interface ImagesProps {
  cell: MatrixCell;
  frame: PredictionsFrame;
  step: number;
}

function Images({ cell, frame, step }: ImagesProps) {
  const { t } = useTranslation("views");
  const dataset = useDataset();
  const labels = useLabels(dataset);
  const samples = useMemo(
    () => (labels === undefined ? null : behind(predictionsOf(frame), labels, cell)),
    [frame, labels, cell],
  );
  const shown = useMemo(() => samples?.slice(0, MOST) ?? [], [samples]);
  const { data, isError } = useSamples(dataset?.kind, shown);
  const shape = useMemo(() => pictureShape(data), [data]);
  if (isError) return <p className={styles.quiet}>{t("misread.gone")}</p>;
  if (samples === null) return <div className={styles.images} />;
  if (samples.length === 0) {
    return <p className={styles.quiet}>{t("misread.none", { step: count(step) })}</p>;
  }
  const { probability: share } = predictionsOf(frame);
  return (
    <>
      <p className={styles.quiet} aria-live="polite">
        {t("misread.count", {
          count: samples.length,
          times: count(samples.length),
          step: count(step),
        })}
        {samples.length > MOST && ` · ${t("misread.first", { shown: count(MOST) })}`}
      </p>
      <ul className={styles.images}>
        {shown.map((sample) => {
          const pixels = pictureOf(data, sample);
          const words = { sample: count(sample + 1), share: probability(share(sample)) };
          return (
            <li key={sample}>
              <button
                type="button"
                aria-label={t("misread.sample", words)}
                title={t("misread.sample", words)}
                onClick={() => {
                  choose({ kind: "sample", sample });
                  closeMisread();
                }}
              >
                {pixels !== undefined && <SampleImage pixels={pixels} shape={shape} />}
              </button>
            </li>
          );
        })}
      </ul>
    </>
  );
}
