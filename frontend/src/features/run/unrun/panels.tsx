import { lazy } from "react";
import { patiently } from "@/ui/patiently";

/** What is known of a network before it runs: the code of each comes when it is first shown. */
export const CostPanel = lazy(() =>
  patiently(() => import("./CostPanel")).then((panel) => ({ default: panel.CostPanel })),
);
export const BranchesPanel = lazy(() =>
  patiently(() => import("./BranchesPanel")).then((panel) => ({ default: panel.BranchesPanel })),
);
export const DepthPanel = lazy(() =>
  patiently(() => import("./DepthPanel")).then((panel) => ({ default: panel.DepthPanel })),
);
export const FieldPanel = lazy(() =>
  patiently(() => import("./FieldPanel")).then((panel) => ({ default: panel.FieldPanel })),
);
export const FamilyPanel = lazy(() =>
  patiently(() => import("./FamilyPanel")).then((panel) => ({ default: panel.FamilyPanel })),
);
