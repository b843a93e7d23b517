/** Which views stand in the dock, in which order, and how many at a time. */
import type { Arrangement } from "@/graph/experiment";
import type { Finds, ProbeKind } from "@/graph/finds";

export type PanelId = Arrangement["order"][number];

export const PANELS: readonly PanelId[] = [
  "learning",
  "health",
  "confusion",
  "misfits",
  "residuals",
  "surface",
  "boxes",
  "images",
  "forecast",
  "ahead",
  "writing",
  "drawing",
  "histograms",
  "cost",
  "branches",
  "depth",
  "field",
  "family",
];

/** What is left out shows where there is room for it by default, at the layout's own height. */
export const UNARRANGED: Arrangement = { order: [], chosen: {}, height: 0 };

/** The room that the dock has: `capacity` panels side by side. */
export interface Room {
  capacity: number;
  /** Wide enough for a fifth panel. */
  wide: boolean;
  /** Beside the canvas, where the panels stand one above the other. */
  column: boolean;
}

/** The kinds of probe that the panels show; curves are there whatever is read. */
const READ_BY: Readonly<Record<PanelId, ProbeKind | null>> = {
  learning: null,
  health: "layer_health",
  confusion: "confusion_matrix",
  misfits: "predictions",
  residuals: "residuals",
  surface: "surface",
  boxes: "detections",
  images: null,
  forecast: "forecasts",
  ahead: "forecasts",
  writing: "writing",
  drawing: "pinned",
  histograms: "histograms",
  cost: null,
  branches: null,
  depth: null,
  field: null,
  family: null,
};

/** Those that tell of a network what is known before it runs. */
const UNRUN: ReadonlySet<PanelId> = new Set(["cost", "branches", "depth", "field", "family"]);

const FINDS_ALL: Finds = () => true;

function byDefault(
  panel: PanelId,
  room: Room,
  { onPlane, finds, shapesOnly, branches, few }: Told,
): boolean {
  const probe = READ_BY[panel];
  // Without data there will be no run; with data there will be one to look at.
  if (shapesOnly !== UNRUN.has(panel)) return false;
  if (shapesOnly) return panel === "branches" ? branches : panel !== "family" || !branches;
  if (panel === "images") return few;
  if (panel === "drawing" && (finds("detections") || finds("writing"))) return true;
  // A panel that could only say that there is nothing of its kind.
  if (probe !== null && !finds(probe)) return false;
  if (panel === "histograms") return false;
  if (panel === "boxes" || panel === "writing" || probe === "forecasts")
    return !finds("confusion_matrix");
  const forecasts = finds("forecasts") && !finds("confusion_matrix");
  if (panel === "residuals") return !finds("confusion_matrix") && !forecasts;
  if (panel === "health" && forecasts) return false;
  if (panel === "surface") return onPlane;
  if (panel === "misfits") return room.wide;
  if (panel === "health" && finds("writing") && !finds("confusion_matrix")) return room.wide;
  return panel !== "health" || !room.column;
}

/** All panels from left to right: what was arranged, and panels that are newer than that at their usual place. */
export function inOrder({ order }: Arrangement): readonly PanelId[] {
  const all = [...new Set(order)];
  PANELS.forEach((panel, at) => {
    if (!all.includes(panel)) all.splice(at, 0, panel);
  });
  return all;
}

/** What is known of the networks and their data. */
interface Told {
  /** What enters the networks are points of a plane. */
  onPlane: boolean;
  finds: Finds;
  /** There are no data, only their shape. */
  shapesOnly: boolean;
  /** Several of its nodes join branches by their channels. */
  branches: boolean;
  /** So few images are learnt from that all of them can be seen. */
  few: boolean;
}

export function inSight(arrangement: Arrangement, room: Room, told: Partial<Told> = {}): PanelId[] {
  const known = {
    onPlane: false,
    finds: FINDS_ALL,
    shapesOnly: false,
    branches: false,
    few: false,
    ...told,
  };
  return inOrder(arrangement).filter(
    (panel) => arrangement.chosen[panel] ?? byDefault(panel, room, known),
  );
}

/** A panel in the place of another; the others close up. */
export function moved(
  order: readonly PanelId[],
  panel: PanelId,
  place: PanelId,
): readonly PanelId[] {
  const from = order.indexOf(panel);
  const to = order.indexOf(place);
  if (from < 0 || to < 0 || from === to) return order;
  const rest = order.filter((each) => each !== panel);
  rest.splice(to, 0, panel);
  return rest;
}

/** Fewer pixels than this, and a panel shows its title and little else. */
const PANEL_WIDTH = 230;
const PANEL_HEIGHT = 190;
/** A desk holds the four of the layout, however narrow its inspector leaves them. */
const ON_A_DESK = 4;

export type Screen = "narrow" | "drawer" | "desk";

/** How many panels stand at once: by the screen, and on a desk by the dock's own size. */
export function capacityOf(
  screen: Screen,
  column: boolean,
  { width, height }: { readonly width: number; readonly height: number },
): number {
  if (column) return Math.max(1, Math.floor(height / PANEL_HEIGHT));
  if (screen === "narrow") return 1;
  if (screen === "drawer") return 3;
  return Math.max(ON_A_DESK, Math.floor(width / PANEL_WIDTH));
}

export interface Placement {
  /** On screen now. */
  shown: PanelId[];
  /** Those that share the last place, by turns; empty where each has its own. */
  tabs: PanelId[];
}

/** As many panels as fit; the rest take turns in the last place. */
export function placed(panels: readonly PanelId[], room: Room, front: PanelId | null): Placement {
  if (panels.length <= room.capacity) return { shown: [...panels], tabs: [] };
  const own = panels.slice(0, room.capacity - 1);
  const tabs = panels.slice(room.capacity - 1);
  const turn = tabs.find((panel) => panel === front) ?? tabs[0];
  return { shown: turn === undefined ? own : [...own, turn], tabs };
}

const LEAST_HEIGHT = 180;
const MOST_SHARE = 0.6;
/** In low rooms the canvas keeps this much, or half. */
const CANVAS_HEIGHT = 280;

/** The dock's height within its bounds: 180 px to 60 % of the rooms, and in low rooms no more than half of them. */
export function bounded(height: number, whole: number): number {
  const most = Math.max(whole / 2, Math.min(whole * MOST_SHARE, whole - CANVAS_HEIGHT));
  return Math.round(Math.min(most, Math.max(LEAST_HEIGHT, height)));
}
