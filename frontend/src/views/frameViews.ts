import type { Arrangement } from "@/graph/experiment";
import type { Frame } from "@/schema/schema.gen";

/** Where a frame is drawn: in a panel of the dock, inside the nodes, in a node's large view, beside the data, or in the inspector. */
type FramePlace = Arrangement["order"][number] | "tile" | "large" | "data" | "inspector";

interface FrameView {
  /** When its probe is read: between steps, at its cadence, or at each evaluation. What no probe reads is asked for. */
  readonly at: "step" | "evaluation" | "question";
  readonly places: readonly [FramePlace, ...FramePlace[]];
}

/** Every kind of frame with its places. One that is missing here does not compile. */
export const FRAME_VIEWS: { readonly [Kind in Frame["kind"]]: FrameView } = {
  node_outputs: { at: "step", places: ["tile", "large", "drawing"] },
  node_gradients: { at: "step", places: ["tile", "large"] },
  saliency: { at: "question", places: ["drawing"] },
  matrix: { at: "evaluation", places: ["confusion"] },
  kernels: { at: "step", places: ["tile", "large"] },
  histograms: { at: "step", places: ["histograms"] },
  layer_health: { at: "step", places: ["health"] },
  depth: { at: "question", places: ["depth"] },
  without: { at: "question", places: ["inspector"] },
  predictions: { at: "evaluation", places: ["confusion", "misfits"] },
  residuals: { at: "evaluation", places: ["residuals"] },
  surface: { at: "step", places: ["surface"] },
  detections: { at: "step", places: ["boxes"] },
  forecasts: { at: "evaluation", places: ["forecast", "ahead"] },
  seq_probe: { at: "step", places: ["tile", "large"] },
  seq_gradient: { at: "question", places: ["tile", "large"] },
  prefixes: { at: "question", places: ["drawing"] },
  writing: { at: "step", places: ["writing"] },
  continuation: { at: "question", places: ["drawing"] },
  pinned: { at: "step", places: ["drawing"] },
  augmented: { at: "question", places: ["data"] },
};
