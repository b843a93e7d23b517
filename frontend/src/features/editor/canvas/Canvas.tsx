import {
  Background,
  BackgroundVariant,
  ConnectionLineType,
  type EdgeChange,
  ReactFlow,
  SelectionMode,
  useReactFlow,
} from "@xyflow/react";
import "@xyflow/react/dist/base.css";
import {
  type CSSProperties,
  type FocusEvent,
  type MouseEvent,
  type PointerEvent,
  useCallback,
  useEffect,
  useMemo,
  useRef,
} from "react";
import { useTranslation } from "react-i18next";
import { layerSpec } from "@/graph/catalogue";
import { documentStore, useDocument, useSheet } from "@/graph/documentStore";
import { enterUse } from "@/graph/entering";
import { readItem } from "@/graph/items";
import { openLarge } from "@/views/node/large";
import { zoomed } from "@/views/node/zoomed";
import type { CanvasNode } from "../annotations/annotationNodes";
import { useAnnotations } from "../annotations/useAnnotations";
import { useMoving } from "../arrange/useMoving";
import { useOpenedPlaces } from "../blocks/useOpenedPlaces";
import { openFinder, startEditing } from "../editorStore";
import { isTyping } from "../keys/typing";
import { useCanvasKeys } from "../keys/useCanvasKeys";
import { useClipboard } from "../keys/useClipboard";
import { LazyComment, LazyFrame, LazyHanded, LazyInside, LazyRole } from "../OnDemand";
import { useDropping } from "../palette/useDropping";
import { hoverWire, leaveWire } from "../wires/hovering";
import { useDetours } from "../wires/useDetours";
import { onScreen, useWires } from "../wires/useWires";
import { WireEdge } from "../wires/WireEdge";
import styles from "./Canvas.module.css";
import type { WireFlowEdge } from "./flow";
import { LayerNode } from "./LayerNode";
import { useFitting } from "./useFitting";
import { useFlowOfDots } from "./useFlowOfDots";
import { useFramed } from "./useFramed";
import { useScene } from "./useScene";
import { useZoomLevel } from "./useZoomLevel";
import { fitting, MAX_ZOOM, MIN_ZOOM } from "./viewport";

const NODE_TYPES = {
  layer: LayerNode,
  comment: LazyComment,
  frame: LazyFrame,
  role: LazyRole,
  handed: LazyHanded,
  inside: LazyInside,
};
const EDGE_TYPES = { wire: WireEdge };
/** Nodes of one row share their y, whatever their heights. */
const NODE_ORIGIN: [number, number] = [0, 0.5];
/** From here on, nodes out of sight are not drawn. Coming and going costs more than being there while one zooms. */
const MANY_NODES = 250;
const FIT = fitting();
const PRO = { hideAttribution: true };

function chooseWires(changes: EdgeChange<WireFlowEdge>[]): void {
  const { selection, selectedWires, selectedComments, select } = documentStore.getState();
  const chosen = new Set(selectedWires);
  let touched = false;
  for (const change of changes) {
    if (change.type !== "select") continue;
    touched = true;
    change.selected ? chosen.add(change.id) : chosen.delete(change.id);
  }
  if (touched) select(selection, { wires: [...chosen], comments: selectedComments });
}

const enterEdge = (_: MouseEvent, { id }: WireFlowEdge) => hoverWire(id);
const leaveEdge = (_: MouseEvent, { id }: WireFlowEdge) => leaveWire(id);

/** Walking with Tab chooses the node that it reaches; a press of the pointer does so by itself. */
function chooseFocused({ target }: FocusEvent<HTMLDivElement>): void {
  const item = target.getAttribute("data-id");
  if (item === null || !target.matches(".react-flow__node:focus-visible")) return;
  const { kind, id } = readItem(item);
  const { select, show } = documentStore.getState();
  if (kind === "layer") select([id]);
  else if (kind === "role") {
    select([]);
    show(id);
  } else if (kind === "comment" || kind === "group") select([], { [`${kind}s`]: [id] });
}

function openNode(_: MouseEvent, node: CanvasNode): void {
  if (node.type === "comment" && !documentStore.getState().readOnly) startEditing(node.id);
  if (node.type !== "layer") return;
  if (enterUse(node.id)) return;
  if (layerSpec(node.data.layer.kind).bead)
    void import("../wires/neatness").then(({ openOrCloseBead }) => openOrCloseBead(node.id));
  else openLarge(node.data.role, node.data.name);
}

/** Frames are chosen by us, not by React Flow, so it does not let go of them. */
function leaveFrames(): void {
  if (documentStore.getState().selectedGroups.length > 0) documentStore.getState().select([]);
}

/** A press here means layers: text selected elsewhere is let go, and none is drawn into a lasso or a drag. */
function leaveText({ target }: PointerEvent<HTMLDivElement>): void {
  if (!isTyping(target)) document.getSelection()?.removeAllRanges();
}

/** The network, drawn and edited. */
export function Canvas() {
  const { t } = useTranslation("editor");
  const flow = useReactFlow<CanvasNode, WireFlowEdge>();
  const readOnly = useDocument((state) => state.readOnly);
  const id = useDocument((state) => state.id);
  const count = Object.keys(useSheet().nodes).length;
  const { dragged, onNodesChange, onDragStart, onDragStop } = useMoving();
  const scene = useScene();
  const { layers, frame, drawn } = useOpenedPlaces(scene.nodes);
  const standing = useAnnotations(layers, { dragged, frame, drawn });
  const edges = useDetours(standing, scene.edges);
  const { nodes, whole } = useFramed(standing, edges);
  const wires = useWires();
  const dropping = useDropping(readOnly);
  const element = useRef<HTMLDivElement>(null);
  const dots = useFlowOfDots(element);
  const { level, zoom, moving } = useZoomLevel();
  useCanvasKeys(readOnly);
  useClipboard(readOnly);

  // Another experiment is seen whole; the sizes of its nodes come with its first check.
  const sized =
    scene.nodes.length > 0 && scene.nodes.some((node) => node.data.report !== undefined);
  const { onMove } = useFitting(id, sized && whole);

  const openOnWire = useCallback(
    (event: MouseEvent, { data }: WireFlowEdge) => {
      if (readOnly || !data) return;
      const point = { x: event.clientX, y: event.clientY };
      const at = flow.screenToFlowPosition(point);
      openFinder({ place: { kind: "wire", wire: data.wire, at }, ...onScreen(point) });
    },
    [flow, readOnly],
  );

  // Else React Flow describes keys of its own, in English.
  const descriptions = useMemo(() => {
    const node = readOnly ? t("describe.readOnly") : t("describe.node");
    return {
      "node.a11yDescription.default": node,
      "node.a11yDescription.keyboardDisabled": node,
      "edge.a11yDescription.default": t("describe.wire"),
    };
  }, [t, readOnly]);
  useEffect(() => zoomed.setState({ zoom }), [zoom]);
  const style = useMemo(() => ({ "--zoom": zoom }) as CSSProperties, [zoom]);
  return (
    <div
      ref={element}
      className={styles.canvas}
      data-zoom={level}
      data-moving={moving || dragged !== null}
      data-flow={dots}
      style={style}
      onPointerDownCapture={leaveText}
    >
      <ReactFlow<CanvasNode, WireFlowEdge>
        aria-label={t("graph", { count })}
        ariaLabelConfig={descriptions}
        nodes={nodes}
        edges={edges}
        nodeTypes={NODE_TYPES}
        edgeTypes={EDGE_TYPES}
        nodeOrigin={NODE_ORIGIN}
        onNodesChange={onNodesChange}
        onNodeDragStart={onDragStart}
        onNodeDragStop={onDragStop}
        onSelectionDragStop={onDragStop}
        onEdgesChange={chooseWires}
        onEdgeMouseEnter={enterEdge}
        onEdgeMouseLeave={leaveEdge}
        onEdgeDoubleClick={openOnWire}
        onNodeDoubleClick={openNode}
        onPaneClick={leaveFrames}
        {...wires}
        {...dropping}
        onMove={onMove}
        onFocus={chooseFocused}
        onlyRenderVisibleElements={count > MANY_NODES}
        connectionLineType={ConnectionLineType.SmoothStep}
        connectionRadius={26}
        nodesDraggable={!readOnly}
        nodesConnectable={!readOnly}
        edgesFocusable={false}
        disableKeyboardA11y
        deleteKeyCode={null}
        selectionKeyCode="Shift"
        multiSelectionKeyCode={["Shift", "Meta", "Control"]}
        selectionMode={SelectionMode.Partial}
        panActivationKeyCode={null}
        zoomActivationKeyCode={null}
        zoomOnDoubleClick={false}
        elevateEdgesOnSelect={false}
        minZoom={MIN_ZOOM}
        maxZoom={MAX_ZOOM}
        fitView
        fitViewOptions={FIT}
        proOptions={PRO}
      >
        <Background variant={BackgroundVariant.Dots} gap={20} size={1.6} color="var(--dot-grid)" />
      </ReactFlow>
    </div>
  );
}
