import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { classNames } from "@/api/dataFields";
import { count, decimal } from "@/ui/format";
import { SampleImage } from "@/views/ask/SampleImage";
import { pictureOf, pictureShape, useLabels, useSamples } from "@/views/ask/useSamples";
import { NothingRead } from "@/views/canvas/NothingRead";
import { QuietWords } from "@/views/canvas/QuietWords";
import { ShownStep } from "@/views/canvas/ShownStep";
import { type Misfit, misfits, predictionsOf } from "@/views/matrix/predictions";
import { choose } from "@/views/run/shown";
import { useDataset } from "@/views/run/useDataset";
import { useShownFrame } from "@/views/run/useShownFrame";
import { useToldRole } from "@/views/run/useSnapshot";
import styles from "./MisfitsPanel.module.css";
import { Panel } from "./Panel";
import { usePanelPlace } from "./panelPlace";

const SHOWN = 12;
const SHOWN_LARGE = 60;

/** What surprises the network most: far from its label, and said with conviction. */
export function MisfitsPanel() {
  const { t } = useTranslation("run");
  const role = useToldRole();
  const large = usePanelPlace()?.large ?? false;
  const dataset = useDataset();
  const reading = useShownFrame("predictions", role);
  const labels = useLabels(dataset);
  const frame = reading?.frame;
  const worst = useMemo(
    () =>
      frame === undefined || labels === undefined
        ? null
        : misfits(predictionsOf(frame), labels, large ? SHOWN_LARGE : SHOWN),
    [frame, labels, large],
  );
  return (
    <Panel
      title={t("panels.misfits")}
      legend={<ShownStep step={reading?.step} />}
      reading={worst !== null && worst.length > 0 && <span>{t("misfits.key")}</span>}
    >
      {worst === null ? (
        <NothingRead
          role={role}
          frame="predictions"
          probe="predictions"
          waiting={t("misfits.empty")}
        />
      ) : worst.length === 0 ? (
        <QuietWords>{t("misfits.none")}</QuietWords>
      ) : (
        <Grid worst={worst} large={large} />
      )}
    </Panel>
  );
}

function Grid({ worst, large }: { worst: readonly Misfit[]; large: boolean }) {
  const { t } = useTranslation("run");
  const dataset = useDataset();
  const { data } = useSamples(
    dataset?.kind,
    useMemo(() => worst.map(({ sample }) => sample), [worst]),
  );
  const shape = useMemo(() => pictureShape(data), [data]);
  const name = (label: number) => classNames(dataset)[label] ?? String(label);
  return (
    <ul className={styles.grid} data-large={large}>
      {worst.map(({ sample, label, said, surprise }) => {
        const pixels = pictureOf(data, sample);
        const words = { sample: count(sample + 1), label: name(label), said: name(said) };
        return (
          <li key={sample}>
            <button
              type="button"
              title={t("misfits.choose", { ...words, surprise: decimal(surprise, 1) })}
              onClick={() => choose({ kind: "sample", sample })}
            >
              <span className={styles.picture}>
                {pixels !== undefined && <SampleImage pixels={pixels} shape={shape} />}
              </span>
              <span className={styles.words}>
                <b>{name(label)}</b> → <em>{name(said)}</em>
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
