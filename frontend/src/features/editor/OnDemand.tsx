import type { NodeProps } from "@xyflow/react";
import { lazy, type ReactNode, Suspense } from "react";
import { useBegun } from "@/graph/begun";
import { useDocument, useSheet } from "@/graph/documentStore";
import { insideOn } from "@/graph/sheet";
import type { Problem } from "@/graph/types";
import { patiently } from "@/ui/patiently";
import { useEditedSinceRun } from "@/views/run/useUnchanged";
import type { CommentFlowNode, FrameFlowNode } from "./annotations/annotationNodes";
import type { InsideFlowNode } from "./blocks/openedDoors";
import { useMapShown, useMapWatch } from "./canvas/mapView";
import type { PortsProps } from "./canvas/Ports";
import { useEditor } from "./editorStore";
import type { FaultProps } from "./problems/Fault";
import type { HandedFlowNode, RoleFlowNode } from "./roles/roleNodes";
import type { TunedPartProps } from "./tuning/TunedNode";

const Finder = lazy(() =>
  patiently(() => import("./palette/Finder")).then(({ Finder }) => ({ default: Finder })),
);
const CheatSheet = lazy(() =>
  patiently(() => import("./keys/CheatSheet")).then(({ CheatSheet }) => ({ default: CheatSheet })),
);
const Conflict = lazy(() =>
  patiently(() => import("./problems/Conflict")).then(({ Conflict }) => ({ default: Conflict })),
);

const SelectionBar = lazy(() =>
  patiently(() => import("./arrange/SelectionBar")).then(({ SelectionBar }) => ({
    default: SelectionBar,
  })),
);

const UseBar = lazy(() =>
  patiently(() => import("./blocks/UseBar")).then(({ UseBar }) => ({ default: UseBar })),
);

const GroupPanel = lazy(() =>
  patiently(() => import("./blocks/GroupPanel")).then(({ GroupPanel }) => ({
    default: GroupPanel,
  })),
);

const CommentNode = lazy(() =>
  patiently(() => import("./annotations/CommentNode")).then(({ CommentNode }) => ({
    default: CommentNode,
  })),
);
const FrameNode = lazy(() =>
  patiently(() => import("./annotations/FrameNode")).then(({ FrameNode }) => ({
    default: FrameNode,
  })),
);
const Mends = lazy(() =>
  patiently(() => import("./problems/Mends")).then(({ Mends }) => ({ default: Mends })),
);

const TunedPart = lazy(() =>
  patiently(() => import("./tuning/TunedNode")).then((tuned) => ({ default: tuned.TunedPart })),
);

/** Of a tile with weights: the lock in its header, or how far they have come. */
export function LazyTuned(props: TunedPartProps) {
  return (
    <Suspense>
      <TunedPart {...props} />
    </Suspense>
  );
}

const Off = lazy(() =>
  patiently(() => import("./canvas/Off")).then(({ Off }) => ({ default: Off })),
);

/** That a layer is off is said once one is. */
export const LazyOff = () => (
  <Suspense>
    <Off />
  </Suspense>
);

const EmptyCanvas = lazy(() =>
  patiently(() => import("./canvas/EmptyCanvas")).then(({ EmptyCanvas }) => ({
    default: EmptyCanvas,
  })),
);

/** Where there is no network yet, or nothing between its ends. */
export function EmptyCanvasWhenToBegin() {
  const empty = Object.keys(useSheet().nodes).length === 0;
  const begun = useBegun();
  return <Suspense>{(empty || !begun) && <EmptyCanvas />}</Suspense>;
}

const RunNetwork = lazy(() =>
  patiently(() => import("./canvas/RunNetwork")).then(({ RunNetwork }) => ({
    default: RunNetwork,
  })),
);

/** The document is another than the run on screen took. */
export function RunNetworkWhenOther() {
  const other = useEditedSinceRun();
  return <Suspense>{other && <RunNetwork />}</Suspense>;
}

const Fault = lazy(() =>
  patiently(() => import("./problems/Fault")).then(({ Fault }) => ({ default: Fault })),
);

const Ports = lazy(() =>
  patiently(() => import("./canvas/Ports")).then(({ Ports }) => ({ default: Ports })),
);

/** Ports that have to be told apart come with the first layer that has several. */
export const LazyPorts = (props: PortsProps) => (
  <Suspense>
    <Ports {...props} />
  </Suspense>
);

const Refusal = lazy(() =>
  patiently(() => import("./wires/Refusal")).then(({ Refusal }) => ({ default: Refusal })),
);

/** Why a wire can't be is said once one can't. */
export const LazyRefusal = (props: { kind: string }) => (
  <Suspense>
    <Refusal {...props} />
  </Suspense>
);

/** What is wrong is said once something is. */
export const LazyFault = (props: FaultProps) => (
  <Suspense>
    <Fault {...props} />
  </Suspense>
);

/** A way out comes with the first problem. */
export const LazyMends = (props: { problem: Problem }) => (
  <Suspense>
    <Mends {...props} />
  </Suspense>
);

/** Comments and frames come with the first network that has any. */
export const LazyComment = (props: NodeProps<CommentFlowNode>) => (
  <Suspense>
    <CommentNode {...props} />
  </Suspense>
);

export const LazyFrame = (props: NodeProps<FrameFlowNode>) => (
  <Suspense>
    <FrameNode {...props} />
  </Suspense>
);

const RoleNode = lazy(() =>
  patiently(() => import("./roles/RoleNode")).then(({ RoleNode }) => ({ default: RoleNode })),
);
const HandedNode = lazy(() =>
  patiently(() => import("./roles/HandedNode")).then(({ HandedNode }) => ({
    default: HandedNode,
  })),
);

/** Frames of networks, and what passes between them, come with the first experiment that has several. */
export const LazyRole = (props: NodeProps<RoleFlowNode>) => (
  <Suspense>
    <RoleNode {...props} />
  </Suspense>
);

export const LazyHanded = (props: NodeProps<HandedFlowNode>) => (
  <Suspense>
    <HandedNode {...props} />
  </Suspense>
);

const OpenedFrame = lazy(() =>
  patiently(() => import("./blocks/OpenedFrame")).then(({ OpenedFrame }) => ({
    default: OpenedFrame,
  })),
);
const OpenedBar = lazy(() =>
  patiently(() => import("./blocks/OpenedBar")).then(({ OpenedBar }) => ({ default: OpenedBar })),
);

/** What is around the inside of a block comes with the first that is opened. */
export const LazyInside = (props: NodeProps<InsideFlowNode>) => (
  <Suspense>
    <OpenedFrame {...props} />
  </Suspense>
);

export function OpenedBarWhenOpen() {
  const open = useDocument((state) => insideOn(state) !== null);
  return <Suspense>{open && <OpenedBar />}</Suspense>;
}

const MiniMap = lazy(() =>
  patiently(() => import("./canvas/MiniMap")).then(({ MiniMap }) => ({ default: MiniMap })),
);

export function MapWhenShown() {
  useMapWatch();
  const shown = useMapShown();
  return <Suspense>{shown && <MiniMap />}</Suspense>;
}

/** What is seldom on screen is loaded when it first is. */
export function FinderWhenOpen() {
  const finder = useEditor((state) => state.finder);
  return <Suspense>{finder && <Finder {...finder} />}</Suspense>;
}

export function CheatSheetWhenOpen() {
  const opened = useEditor((state) => state.cheatSheet);
  return <Suspense>{opened && <CheatSheet />}</Suspense>;
}

export function ConflictWhenThere() {
  const conflicting = useDocument((state) => state.saving === "conflict");
  return <Suspense>{conflicting && <Conflict />}</Suspense>;
}

export function PaletteWhenOpen({ palette }: { palette: ReactNode }) {
  const opened = useEditor((state) => state.palette !== null);
  return <Suspense>{opened && palette}</Suspense>;
}

/** What can be done with several layers and comments at once, or with a use of a block. */
export function SelectionBarWhenSeveral() {
  const open = useDocument((state) => !state.readOnly);
  const chosen = useDocument(({ selection }) => selection);
  const count = useDocument(({ selectedComments }) => selectedComments.length) + chosen.length;
  const { nodes } = useSheet();
  const isUse = count === 1 && nodes[chosen[0] ?? ""]?.layer.kind === "block";
  return (
    <Suspense>
      {open && count > 1 && <SelectionBar />}
      {open && isUse && <UseBar />}
    </Suspense>
  );
}

/** Before layers become a block. */
export function GroupPanelWhenGrouping() {
  const grouping = useEditor((state) => state.grouping !== null);
  return <Suspense>{grouping && <GroupPanel />}</Suspense>;
}
