/** The live views: where each stands, and what it shows. */
import { useStore } from "zustand";
import { watchedRun } from "@/api/runStore";
import { type Action, pressing, type Say } from "@/ui/actions";
import { decimal } from "@/ui/format";
import { backToPinned, pinned } from "@/views/ask/pinned";
import { usePad } from "@/views/ask/usePad";
import { MEASURES } from "@/views/layers/health";
import { SPREADS } from "@/views/layers/histogram";
import { TEMPERATURES } from "@/views/writing/continuing";
import type { PanelId } from "../dockPanels";
import { dockView } from "../dockView";
import { notShown, panelDeeds, showPanel } from "../panelDeeds";
import { type PanelName, useInputPad, usePanelName } from "../panelTitles";
import { useCurveDeeds } from "../useCurveDeeds";
import { saliencyShown, toggleSaliency } from "../useSaliency";

export function useViewActions(): Action[] {
  const { axes, smoothings, files } = useCurveDeeds();
  return [...usePanelActions(), ...axes, ...smoothings, ...files, ...useDrawingActions()];
}

const of = (panel: PanelName, deed: (t: Say) => string) => (t: Say) =>
  t("run:panels.of", { title: t(`run:panels.${panel}`), deed: deed(t) });

const isOnScreen = (panel: PanelId) => document.querySelector(`[data-panel="${panel}"]`) !== null;

function usePanelActions(): Action[] {
  const { numbered, large } = useStore(dockView);
  const nameOf = usePanelName();
  const standing = numbered.flatMap((panel, at) =>
    panelDeeds(panel, { numbered, large }).map(
      ({ name, run }): Action => ({
        id: `${panel}-${name}`,
        section: "views",
        name: of(nameOf(panel), (t) => t(`run:panels.${name}`)),
        keys: name === "large" || name === "small" ? [String(at + 1)] : [],
        run,
      }),
    ),
  );
  const hidden = [...numbered.filter((panel) => !isOnScreen(panel)), ...notShown(numbered)];
  const shown = hidden.map(
    (panel): Action => ({
      id: `${panel}-show`,
      section: "views",
      name: (t) => t("run:panels.show", { title: t(`run:panels.${nameOf(panel)}`) }),
      run: () => showPanel(panel),
    }),
  );
  const sides = [
    ...MEASURES.flatMap((each) =>
      pressing(
        `health-${each}`,
        "views",
        of("health", (t) => t(`health:measures.${each}`)),
      ),
    ),
    ...SPREADS.flatMap((each) =>
      pressing(
        `spread-${each}`,
        "views",
        of("histograms", (t) => t(`views:histograms.of.${each}`)),
      ),
    ),
  ];
  const cells = pressing(
    "objectness",
    "views",
    of("boxes", (t) => t("views:boxes.heat")),
  );
  const dice = pressing(
    "other-dice",
    "views",
    of("continue", (t) => t("views:continue.dice")),
  );
  const bold = TEMPERATURES.flatMap((temperature, at) =>
    pressing(
      `temperature-${at}`,
      "views",
      of("writing", (t) => t("views:writing.at", { temperature: decimal(temperature, 1) })),
    ),
  );
  return [...shown, ...standing, ...sides, ...cells, ...dice, ...bold];
}

/** What is on the pad. */
function useDrawingActions(): Action[] {
  const { input, durable } = usePad();
  const aside = useStore(pinned, (state) => state.aside);
  const name = usePanelName()("drawing");
  const { words } = useInputPad();
  const salient = useStore(saliencyShown, ({ on }) => on);
  const back: Action = {
    id: "drawing-back",
    section: "views",
    name: (t) => t("run:drawing.back"),
    run: backToPinned,
  };
  return [
    ...pressing(
      "take-sample",
      "views",
      of(name, (t) => t("run:drawing.takeSample")),
    ),
    ...(input === null
      ? []
      : pressing(
          "draw-again",
          "views",
          of(name, (t) => t(`run:drawing.${words?.again ?? "again"}`)),
        )),
    ...pressing(
      "pin",
      "views",
      of(name, (t) => t(durable ? "run:drawing.unpin" : "run:drawing.pinLong")),
      { aside: (t) => t(durable ? "run:drawing.pinned" : "run:drawing.pin") },
    ),
    {
      id: "saliency",
      section: "views",
      name: of(name, (t) => t(`run:drawing.${words?.saliency ?? "saliency"}`)),
      on: salient,
      run: toggleSaliency,
    },
    ...(watchedRun.data.pinned !== null && (aside || !durable) ? [back] : []),
  ];
}
