import { Pin } from "lucide-react";
import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { getSamples } from "@/api/datasets";
import { watchedRun } from "@/api/runStore";
import { useDocument } from "@/graph/documentStore";
import type { DatasetBody, ShowDrawing } from "@/schema/schema.gen";
import { Chip } from "@/ui/Chip";
import { addVerdict, pin, pinned } from "@/views/pinned";
import { RibbonView } from "@/views/RibbonView";
import { shownOutputs } from "@/views/shown";
import { Asking } from "./asking";
import styles from "./DrawingPanel.module.css";
import { DrawPad } from "./DrawPad";
import { asDrawn, type Ink, likeMnist } from "./digit";
import { Panel } from "./Panel";
import { useDataset } from "./useDataset";
import { Verdict } from "./Verdict";

/** Asks what the network says to the pinned drawing, again and again while it learns. */
function useVerdicts(role: string): void {
  const pixels = useStore(pinned, (state) => state.pixels);
  const query = useMemo<ShowDrawing | null>(
    () => (pixels === null ? null : { kind: "show_drawing", role, pixels }),
    [role, pixels],
  );
  useEffect(() => {
    if (query === null) return;
    const asking = new Asking(
      () => query,
      ({ step, frame }) => addVerdict({ step, probabilities: frame.probabilities }),
    );
    return asking.follow();
  }, [query]);
}

/** As many channels as the data has, all alike. */
function asSample(ink: Ink, dataset: DatasetBody | undefined): Uint8Array {
  const [channels = 1, height = 28, width = 28] = dataset?.sample_shape ?? [];
  const digits =
    dataset === undefined || (/mnist$/.test(dataset.kind) && dataset.kind !== "fashion_mnist");
  const grey =
    digits && width === 28 && height === 28 ? likeMnist(ink) : asDrawn(ink, width, height);
  const sample = new Uint8Array(channels * grey.length);
  for (let channel = 0; channel < channels; channel++) sample.set(grey, channel * grey.length);
  return sample;
}

/** Draw something, and see what the network says to it while it learns. */
export function DrawingPanel() {
  const { t } = useTranslation("run");
  const role = useDocument((state) => state.role);
  const dataset = useDataset();
  const pixels = useStore(pinned, (state) => state.pixels);
  const [attempt, setAttempt] = useState(0);
  useVerdicts(role);
  const [, height = 28, width = 28] = dataset?.sample_shape ?? [];
  const again = () => {
    pin(null);
    setAttempt((count) => count + 1);
  };
  const takeSample = async () => {
    if (dataset === undefined) return;
    const start = Math.max(0, shownOutputs(role)?.frame.sample ?? 0);
    const samples = await getSamples(dataset.kind, { split: "test", start, count: 1 });
    pin(samples.images.slice());
  };
  const digits = dataset === undefined || dataset.class_names.every((name) => /^\d$/.test(name));
  return (
    <Panel
      title={digits ? t("panels.digit") : t("panels.drawing")}
      legend={
        pixels !== null && (
          <Chip tone="live" icon={<Pin />}>
            {t("drawing.pinned")}
          </Chip>
        )
      }
      reading={
        pixels === null ? (
          <button type="button" className={styles.action} onClick={takeSample}>
            {t("drawing.takeSample")}
          </button>
        ) : (
          <button type="button" className={styles.action} onClick={again}>
            {t("drawing.again")}
          </button>
        )
      }
    >
      <div className={styles.drawing}>
        <div className={styles.left}>
          <DrawPad
            key={attempt}
            pixels={pixels}
            width={width}
            height={height}
            onInk={(ink) => pin(asSample(ink, dataset))}
            onClear={again}
          />
          <Verdict names={dataset?.class_names ?? []} />
        </div>
        <div className={styles.ribbon}>{pixels !== null && <RibbonView />}</div>
      </div>
    </Panel>
  );
}

// A new run has other weights: what was said before belongs to the old one.
let lastRun: string | null = null;
watchedRun.summary.subscribe(({ run }) => {
  if (run === lastRun) return;
  lastRun = run;
  pin(pinned.getState().pixels);
});
