import { Menu } from "@mantine/core";
import { Check, ScanSearch } from "lucide-react";
import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { classNames, imageSides } from "@/api/dataFields";
import { getSamples, picturesOf } from "@/api/datasets";
import { watchedRun } from "@/api/runStore";
import type { DatasetBody, ShowDrawing } from "@/schema/schema.gen";
import { count } from "@/ui/format";
import { IconButton } from "@/ui/IconButton";
import { addVerdict, backToPinned, drawAgain, pin, pinned } from "@/views/ask/pinned";
import { RibbonView } from "@/views/ask/RibbonView";
import { usePad } from "@/views/ask/usePad";
import { shownOutputs } from "@/views/run/shown";
import { useToldRole } from "@/views/run/useSnapshot";
import { useUnrecorded } from "@/views/timeline/recording";
import { Asking } from "./asking";
import styles from "./DrawingPanel.module.css";
import { DrawPad } from "./DrawPad";
import { asDrawn, type Ink, likeMnist } from "./digit";
import { Panel } from "./Panel";
import { PanelReading } from "./PanelReading";
import { PinButton } from "./PinButton";
import { usePanelPlace } from "./panelPlace";
import { usePanelTitle } from "./panelTitles";
import { useDataset } from "./useDataset";
import { saliencyShown, toggleSaliency, useSaliency } from "./useSaliency";
import { Verdict } from "./Verdict";

/** Asks what the network says to what is on the pad, again and again while it learns. */
function useVerdicts(role: string, pixels: Uint8Array | null): void {
  const query = useMemo<ShowDrawing | null>(
    () => (pixels === null ? null : { kind: "show_drawing", role, pixels }),
    [role, pixels],
  );
  useEffect(() => {
    if (query === null) return;
    const asking = new Asking(
      () => query,
      ({ step, frame }) =>
        addVerdict({ step, probabilities: frame.probabilities }, watchedRun.data.step),
    );
    return asking.follow();
  }, [query]);
}

/** As many channels as the data has, all alike. */
function asSample(ink: Ink, dataset: DatasetBody | undefined): Uint8Array {
  const [channels = 1, height = 28, width = 28] = imageSides(dataset) ?? [];
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
  const { t } = useTranslation(["run", "views"]);
  const role = useToldRole();
  const dataset = useDataset();
  const title = usePanelTitle()("drawing");
  const { pixels, durable } = usePad();
  const alone = usePanelPlace() === null;
  const aside = useStore(pinned, (state) => state.aside);
  const [attempt, setAttempt] = useState(0);
  const salient = useStore(saliencyShown, ({ on }) => on);
  const unrecorded = useUnrecorded("pinned", role);
  // What the run itself asks at every frame need not be asked from here as well.
  useVerdicts(role, durable && !unrecorded ? null : pixels);
  const saliency = useSaliency(role, salient ? pixels : null);
  const [, height = 28, width = 28] = imageSides(dataset) ?? [];
  const again = () => {
    drawAgain();
    setAttempt((count) => count + 1);
  };
  const takeSample = async () => {
    if (dataset === undefined) return;
    const start = Math.max(0, shownOutputs(role)?.frame.sample ?? 0);
    const samples = await getSamples(dataset.kind, { split: "test", start, count: 1 });
    const pictures = picturesOf(samples.columns[0]);
    if (pictures !== null) pin(pictures.images.slice());
  };
  return (
    <Panel
      title={title}
      legend={<PinButton />}
      reading={
        <button
          type="button"
          className={styles.action}
          data-action={pixels === null ? "take-sample" : "draw-again"}
          onClick={pixels === null ? takeSample : again}
        >
          {pixels === null ? (
            <PanelReading
              long={t("run:drawing.takeSample")}
              short={t("run:drawing.takeSampleShort")}
            />
          ) : (
            t("run:drawing.again")
          )}
        </button>
      }
      menu={
        <>
          {pixels !== null && <Menu.Item onClick={again}>{t("run:drawing.again")}</Menu.Item>}
          <Menu.Item onClick={takeSample}>{t("run:drawing.takeSample")}</Menu.Item>
          {watchedRun.data.pinned !== null && (aside || !durable) && (
            <Menu.Item onClick={backToPinned}>{t("run:drawing.back")}</Menu.Item>
          )}
          <Menu.Item
            leftSection={salient ? <Check size={14} /> : <ScanSearch size={14} />}
            onClick={toggleSaliency}
          >
            {t("run:drawing.saliency")}
          </Menu.Item>
        </>
      }
    >
      <div className={styles.room} data-alone={alone}>
        <div className={styles.drawing}>
          <div className={styles.left} data-salient={saliency !== null}>
            <DrawPad
              key={attempt}
              pixels={pixels}
              width={width}
              height={height}
              onInk={(ink) => pin(asSample(ink, dataset))}
              onClear={again}
              saliency={saliency}
            />
            <Verdict names={classNames(dataset)}>
              <IconButton
                size="sm"
                className={styles.salient ?? ""}
                label={t("run:drawing.saliency")}
                aria-pressed={salient}
                onClick={toggleSaliency}
              >
                <ScanSearch />
              </IconButton>
            </Verdict>
            {saliency !== null && (
              <p className={styles.hint}>
                {t("run:drawing.speaks", {
                  name: classNames(dataset)[saliency.top] ?? String(saliency.top),
                  step: count(saliency.step),
                })}
              </p>
            )}
          </div>
          <div className={styles.ribbon}>
            {pixels !== null && <RibbonView names={classNames(dataset)} />}
          </div>
        </div>
      </div>
    </Panel>
  );
}

// A new run has other weights: what was said before belongs to the old one. What it had pinned stays on the pad.
let last: { run: string | null; pinned: Uint8Array | null } = { run: null, pinned: null };
watchedRun.subscribe("curves", () => {
  last = { ...last, pinned: watchedRun.data.pinned?.pixels ?? null };
});
watchedRun.summary.subscribe(({ run, share }) => {
  if (run === last.run) return;
  const carried = share === "" && run !== null ? last.pinned : null;
  last = { run, pinned: null };
  pinned.setState({ verdicts: [], aside: false, carried: carried ?? pinned.getState().carried });
});
