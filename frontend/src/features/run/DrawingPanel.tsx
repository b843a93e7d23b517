import { Menu } from "@mantine/core";
import { Check, ScanSearch } from "lucide-react";
import { lazy, Suspense, useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { classNames, inputField } from "@/api/dataFields";
import { showing, testSample } from "@/api/inputs";
import { watchedRun } from "@/api/runStore";
import { isOfWords, piecesOf } from "@/api/tokens";
import { useFinds } from "@/graph/finds";
import type { AnyInput, Text } from "@/schema/schema.gen";
import { count } from "@/ui/format";
import { IconButton } from "@/ui/IconButton";
import { patiently } from "@/ui/patiently";
import { addVerdict, backToPinned, drawAgain, pin, pinned } from "@/views/ask/pinned";
import { usePad } from "@/views/ask/usePad";
import { shown, shownOutputs } from "@/views/run/shown";
import { useDataset } from "@/views/run/useDataset";
import { useToldSampleRole } from "@/views/run/useSnapshot";
import { useUnrecorded } from "@/views/timeline/recording";
import { Asking } from "./asking";
import styles from "./DrawingPanel.module.css";
import { Panel } from "./Panel";
import { PanelReading } from "./PanelReading";
import { PinButton } from "./PinButton";
import { usePanelPlace } from "./panelPlace";
import { useInputPad, usePanelTitle } from "./panelTitles";
import { saliencyShown, toggleSaliency, useSaliency } from "./useSaliency";
import { Verdict } from "./Verdict";

const BoxesPadPanel = lazy(() =>
  patiently(() => import("./BoxesPadPanel")).then((panel) => ({ default: panel.BoxesPadPanel })),
);
const PrefixesView = lazy(() =>
  patiently(() => import("@/views/sequence/PrefixesView")).then((view) => ({
    default: view.PrefixesView,
  })),
);
const ContinuePanel = lazy(() =>
  patiently(() => import("./ContinuePanel")).then((panel) => ({ default: panel.ContinuePanel })),
);
const RibbonView = lazy(() =>
  patiently(() => import("@/views/ask/RibbonView")).then((ribbon) => ({
    default: ribbon.RibbonView,
  })),
);

const NONE: readonly string[] = [];

/** The letters of a text, or its words, each with the blank after it. */
function lettersOf({ text }: Text, names: readonly string[]): string[] {
  const pieces = piecesOf(text, names);
  return isOfWords(names) ? pieces.map((word) => `${word} `) : pieces;
}

/** The sample of the test set that the tiles show. */
function useShownSample(role: string): AnyInput {
  const source = useStore(shown, (state) => state.source);
  const sample = source.kind === "sample" ? source.sample : shownOutputs(role)?.frame.sample;
  return useMemo(() => testSample(Math.max(0, sample ?? 0)), [sample]);
}

/** Asks what the network says to what is on the pad, again and again while it learns. */
function useVerdicts(role: string, input: AnyInput | null): void {
  useEffect(() => {
    if (input === null) return;
    const query = showing(role, input, "outputs");
    const asking = new Asking(
      "node_outputs",
      () => query,
      ({ step, frame }) =>
        addVerdict({ step, probabilities: frame.probabilities }, watchedRun.data.step),
    );
    return asking.follow();
  }, [role, input]);
}

/** Give the network something of one's own, and see what it says to it, or what it finds in it, while it learns. */
export function DrawingPanel() {
  const finds = useFinds(useToldSampleRole());
  // Before the check has told, all kinds are found.
  if (finds("writing") && !finds("pinned")) return <ContinuePanel />;
  return finds("detections") && !finds("pinned") ? <BoxesPadPanel /> : <VerdictPanel />;
}

function VerdictPanel() {
  const { t } = useTranslation(["run", "views"]);
  const role = useToldSampleRole();
  // A pad is asked for a verdict on classes.
  const finds = useFinds(role)("pinned");
  const dataset = useDataset();
  const title = usePanelTitle()("drawing");
  const { pad, words } = useInputPad();
  const { input, durable } = usePad();
  const shownSample = useShownSample(role);
  const alone = usePanelPlace() === null;
  const aside = useStore(pinned, (state) => state.aside);
  const [attempt, setAttempt] = useState(0);
  const salient = useStore(saliencyShown, ({ on }) => on);
  const unrecorded = useUnrecorded("pinned", role);
  // What the run itself asks at every frame need not be asked from here as well.
  useVerdicts(role, durable && !unrecorded ? null : input);
  const saliency = useSaliency(role, salient ? input : null);
  const again = () => {
    drawAgain();
    setAttempt((count) => count + 1);
  };
  const takeSample = async () => {
    if (dataset === undefined || pad === null) return;
    pin(await pad.take(dataset, Math.max(0, shownOutputs(role)?.frame.sample ?? 0)));
  };
  if (!finds) {
    return (
      <Panel title={title}>
        <p className={styles.hint}>{t("views:unrecorded.nothing")}</p>
      </Panel>
    );
  }
  if (pad === null || words === undefined) {
    return (
      <Panel title={title}>
        {dataset !== undefined && inputField(dataset)?.value.kind === "sequence" ? (
          <Suspense>
            <PrefixesView
              {...{ role }}
              input={shownSample}
              letters={NONE}
              names={classNames(dataset)}
            />
          </Suspense>
        ) : (
          <p className={styles.hint}>{t("run:drawing.noPad")}</p>
        )}
      </Panel>
    );
  }
  return (
    <Panel
      title={title}
      legend={<PinButton />}
      reading={
        <button
          type="button"
          className={styles.action}
          data-action={input === null ? "take-sample" : "draw-again"}
          onClick={input === null ? takeSample : again}
        >
          {input === null ? (
            <PanelReading
              long={t("run:drawing.takeSample")}
              short={t("run:drawing.takeSampleShort")}
            />
          ) : (
            t(`run:drawing.${words.again}`)
          )}
        </button>
      }
      menu={
        <>
          {input !== null && (
            <Menu.Item onClick={again}>{t(`run:drawing.${words.again}`)}</Menu.Item>
          )}
          <Menu.Item onClick={takeSample}>{t("run:drawing.takeSample")}</Menu.Item>
          {watchedRun.data.pinned !== null && (aside || !durable) && (
            <Menu.Item onClick={backToPinned}>{t("run:drawing.back")}</Menu.Item>
          )}
          <Menu.Item
            leftSection={salient ? <Check size={14} /> : <ScanSearch size={14} />}
            onClick={toggleSaliency}
          >
            {t(`run:drawing.${words.saliency}`)}
          </Menu.Item>
        </>
      }
    >
      <div className={styles.room} data-alone={alone}>
        <div className={styles.drawing}>
          <div className={styles.left} data-salient={saliency !== null}>
            <Suspense fallback={<div className={styles.pad} />}>
              <pad.Pad
                key={attempt}
                {...{ dataset, input, saliency }}
                onInput={pin}
                onClear={again}
              />
            </Suspense>
            <Verdict names={classNames(dataset)} invite={t(`run:drawing.${words.invite}`)}>
              <IconButton
                size="sm"
                className={styles.salient ?? ""}
                label={t(`run:drawing.${words.saliency}`)}
                aria-pressed={salient}
                onClick={toggleSaliency}
              >
                <ScanSearch />
              </IconButton>
            </Verdict>
            {saliency !== null && (
              <p className={styles.hint}>
                {t("run:drawing.speaks", {
                  name: classNames(dataset)[saliency.frame.top] ?? String(saliency.frame.top),
                  step: count(saliency.step),
                })}
              </p>
            )}
          </div>
          <div className={styles.ribbon}>
            <Suspense>
              {input?.kind === "text" && (
                <PrefixesView
                  {...{ role, input }}
                  letters={lettersOf(input, (dataset && inputField(dataset)?.names) ?? [])}
                  names={classNames(dataset)}
                />
              )}
              {input !== null && input.kind !== "text" && (
                <RibbonView names={classNames(dataset)} />
              )}
            </Suspense>
          </div>
        </div>
      </div>
    </Panel>
  );
}

// A new run has other weights: what was said before belongs to the old one. What it had pinned stays on the pad.
let last: { run: string | null; pinned: AnyInput | null } = { run: null, pinned: null };
watchedRun.subscribe("curves", () => {
  last = { ...last, pinned: watchedRun.data.pinned?.input ?? null };
});
watchedRun.summary.subscribe(({ run, share }) => {
  if (run === last.run) return;
  const carried = share === "" && run !== null ? last.pinned : null;
  last = { run, pinned: null };
  pinned.setState({ verdicts: [], aside: false, carried: carried ?? pinned.getState().carried });
});
