import { useMemo } from "react";
import type {
  Frame,
  MatrixFrame,
  NodeOutputsFrame,
  ResidualsFrame,
  SurfaceFrame,
} from "@/schema/schema.gen";
import { backRows } from "./backRows";
import { tellingRows } from "./drawMaps";
import { FoundPictures, foundPairs } from "./FoundPictures";
import { PairsPicture } from "./LinesPicture";
import { pairsOf } from "./lines";
import { matrixTile } from "./matrixTile";
import { SurfacePicture } from "./SurfacePicture";
import { Tiles } from "./Tiles";

const isSurface = (frame: Frame): frame is SurfaceFrame => frame.kind === "surface";
const isMatrix = (frame: Frame): frame is MatrixFrame => frame.kind === "matrix";
const isResiduals = (frame: Frame): frame is ResidualsFrame => frame.kind === "residuals";
const isOutputs = (frame: Frame): frame is NodeOutputsFrame => frame.kind === "node_outputs";

interface FramesProps {
  frames: readonly Frame[];
  /** Edge of one map in CSS pixels, and how many stand in a row. */
  size: number;
  columns: number;
  /** Where the frames hold nothing that tells. */
  otherwise: React.ReactNode;
}

/** What recorded frames show of a network: its answers over the plane, what it confuses, what came back, or its maps. */
export function Frames({ frames, size, columns, otherwise }: FramesProps) {
  const surface = frames.find(isSurface);
  const matrix = frames.find(isMatrix);
  const residuals = frames.find(isResiduals);
  const found = useMemo(() => foundPairs(frames), [frames]);
  const told = useMemo(() => {
    const outputs = frames.filter(isOutputs);
    const back = backRows(outputs, columns);
    const maps = back.length > 0 ? [] : tellingRows(outputs[0]?.nodes ?? [], columns);
    return { back, maps };
  }, [frames, columns]);
  if (surface !== undefined) return <SurfacePicture frame={surface} />;
  if (matrix !== undefined)
    return <Tiles rows={[[matrixTile(matrix)]]} table="magnitude" size={2 * size} />;
  if (residuals !== undefined) return <PairsPicture pairs={pairsOf(residuals)} />;
  if (found.length > 0) return <FoundPictures pairs={found} size={2 * size} />;
  if (told.back.length > 0) return <Tiles rows={told.back} table="ink" size={size} gap={4} />;
  if (told.maps.length > 0) return <Tiles rows={told.maps} table="signed" size={size} />;
  return otherwise;
}
