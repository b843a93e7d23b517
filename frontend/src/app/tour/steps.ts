import { dockView } from "@/features/run/dockView";
import type { tour } from "@/locales/en/tour";
import type { CardSide } from "./place";

export interface TourStep {
  readonly name: keyof typeof tour.steps;
  /** What it speaks of, by selector: the card stands beside the first, a ring around each. */
  readonly targets: readonly [string, ...string[]];
  /** Where the card may stand, the best first. */
  readonly sides: readonly [CardSide, ...CardSide[]];
  /** Brings its target forward. */
  readonly show?: () => void;
}

export type View = "own" | "shared";

const NETWORK: TourStep = {
  name: "network",
  targets: ["[data-tour='canvas']"],
  // Over the views, which are still empty, and not over the network.
  sides: ["below", "right", "left"],
};

function panel(name: "learning" | "drawing", sides: TourStep["sides"]): TourStep {
  const show = () => dockView.getState().bringForward(name);
  return { name, targets: [`[data-panel='${name}']`], sides, show };
}

const LEARNING = panel("learning", ["right", "left", "above"]);
const DRAWING = panel("drawing", ["left", "right", "above"]);
const TIMELINE = "[data-tour='timeline']";

/** Five, and not more. */
export const STEPS: Record<View, readonly TourStep[]> = {
  own: [
    NETWORK,
    { name: "train", targets: ["[data-tour='train']"], sides: ["above", "right"] },
    LEARNING,
    DRAWING,
    { name: "keep", targets: [TIMELINE, "[data-tour='share']"], sides: ["above"] },
  ],
  shared: [
    NETWORK,
    { name: "replay", targets: [TIMELINE], sides: ["above"] },
    LEARNING,
    DRAWING,
    { name: "fork", targets: ["[data-tour='fork']"], sides: ["below", "left"] },
  ],
};
