import { useNodeReport } from "@/graph/checkStore";
import { useLying, useSheet } from "@/graph/documentStore";
import { placedAt } from "@/graph/sheet";
import { outputOf } from "@/graph/values";
import { KernelsSection } from "../node/KernelsSection";
import { RightNowSection } from "../node/RightNowSection";
import { WeightsSection } from "../node/WeightsSection";
import { useUnchanged } from "../run/useUnchanged";

/** In the inspector: the chosen layer's kernels, and how its weights are spread. */
export function LayerPictures({ id }: { id: string }) {
  const { role, name: node } = placedAt(useLying(), id);
  const report = useNodeReport(role, node);
  const unchanged = useUnchanged();
  // The run's layer of this name is another one: its kernels and weights are not this one's.
  if (unchanged !== null && !unchanged.has(id)) return null;
  return (
    <>
      <KernelsSection role={role} node={node} />
      <WeightsSection role={role} node={node} weights={report?.parameters ?? 0} />
    </>
  );
}

/** In the inspector: the chosen layer's readings at the playhead. */
export function LayerReadings({ id }: { id: string }) {
  const { role, name: node } = placedAt(useLying(), id);
  const kind = useSheet().nodes[id]?.layer.kind ?? "";
  const units = Number(outputOf(useNodeReport(role, node))?.sides[0] ?? 0);
  const unchanged = useUnchanged();
  if (unchanged !== null && !unchanged.has(id)) return null;
  return <RightNowSection role={role} node={node} kind={kind} units={units} />;
}
