import { Suspense, useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { imageSides } from "@/api/dataFields";
import type { Reading } from "@/api/frames";
import { showing } from "@/api/inputs";
import type { AnyInput, DetectionsFrame } from "@/schema/schema.gen";
import { drawAgain, pin } from "@/views/ask/pinned";
import { usePad } from "@/views/ask/usePad";
import { BoxesFoot } from "@/views/boxes/BoxesFoot";
import { BoxesOver } from "@/views/boxes/BoxesOver";
import { detectionsOf } from "@/views/boxes/boxes";
import { boxesLook } from "@/views/boxes/boxesLook";
import { HeatOver } from "@/views/boxes/HeatOver";
import { shownOutputs } from "@/views/run/shown";
import { useDataset } from "@/views/run/useDataset";
import { useToldSampleRole } from "@/views/run/useSnapshot";
import { Asking } from "./asking";
import styles from "./BoxesPadPanel.module.css";
import drawing from "./DrawingPanel.module.css";
import { Panel } from "./Panel";
import { PanelReading } from "./PanelReading";
import { usePanelPlace } from "./panelPlace";
import { useInputPad, usePanelTitle } from "./panelTitles";

/** What the network finds in an input, renewed while it learns; null while there is none. */
function useFoundIn(role: string, input: AnyInput | null): Reading<DetectionsFrame> | null {
  const [answer, setAnswer] = useState<{
    input: AnyInput;
    found: Reading<DetectionsFrame>;
  } | null>(null);
  useEffect(() => {
    if (input === null) return;
    const query = showing(role, input, "boxes");
    const take = (found: Reading<DetectionsFrame>) => setAnswer({ input, found });
    return new Asking("detections", () => query, take).follow();
  }, [role, input]);
  // While something is drawn, what was found before the last stroke stays until the next answer.
  return input === null ? null : (answer?.found ?? null);
}

/** Draw several things, and see which boxes the network puts around them while it learns. */
export function BoxesPadPanel() {
  const { t } = useTranslation(["run", "views"]);
  const role = useToldSampleRole();
  const dataset = useDataset();
  const title = usePanelTitle()("drawing");
  const { pad } = useInputPad();
  const { input } = usePad();
  const alone = usePanelPlace() === null;
  const { least, heat } = useStore(boxesLook);
  const [attempt, setAttempt] = useState(0);
  const reading = useFoundIn(role, input);
  const frame = reading?.frame;
  const told = useMemo(() => (frame === undefined ? null : detectionsOf(frame)), [frame]);
  const again = () => {
    drawAgain();
    setAttempt((count) => count + 1);
  };
  const takeSample = async () => {
    if (dataset === undefined || pad === null) return;
    pin(await pad.take(dataset, Math.max(0, shownOutputs(role)?.frame.sample ?? 0)));
  };
  const [picture] = told?.pictures ?? [];
  const found = (picture?.boxes ?? [])
    .filter(({ confidence }) => confidence >= least)
    .map((box) => ({ box, iou: 0, right: true }));
  const [, height = 1, width = 1] = imageSides(dataset) ?? [];
  const names = dataset?.fields.find(({ value }) => value.kind === "labels")?.names ?? [];
  return (
    <Panel
      title={title}
      reading={
        <button
          type="button"
          className={drawing.action}
          data-action={input === null ? "take-sample" : "draw-again"}
          onClick={input === null ? takeSample : again}
        >
          {input === null ? (
            <PanelReading
              long={t("run:drawing.takeSample")}
              short={t("run:drawing.takeSampleShort")}
            />
          ) : (
            t("run:drawing.again")
          )}
        </button>
      }
    >
      <div className={styles.view} data-alone={alone}>
        <div className={styles.room}>
          <div className={styles.paper}>
            <Suspense>
              {pad && (
                <pad.Pad
                  key={attempt}
                  {...{ dataset, input }}
                  saliency={null}
                  onInput={pin}
                  onClear={again}
                />
              )}
            </Suspense>
            <div className={styles.over}>
              {heat && told && picture && (
                <HeatOver objectness={picture.objectness} rows={told.rows} columns={told.columns} />
              )}
              <BoxesOver {...{ found, width, height, names }} />
            </div>
          </div>
          <p className={styles.said} aria-live="polite">
            {input === null && t("views:boxes.draw")}
            {told !== null && found.length === 0 && t("views:boxes.none")}
            {found.length > 0 &&
              t("views:boxes.drawn", {
                count: found.length,
                names: found.map(({ box }) => names[box.label] ?? box.label).join(" · "),
              })}
          </p>
        </div>
        <BoxesFoot />
      </div>
    </Panel>
  );
}
