import { useReactFlow, useStore } from "@xyflow/react";
import { type KeyboardEvent, memo, type PointerEvent, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { hull, type Rect } from "@/graph/rects";
import type { CanvasNode } from "../annotations/annotationNodes";
import styles from "./MiniMap.module.css";
import { itemRect } from "./mapView";
import { view } from "./viewport";

const MARGIN = 40;
/** One press of an arrow moves by this share of what is seen. */
const PAN = 0.2;
const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-PAN, 0],
  ArrowRight: [PAN, 0],
  ArrowUp: [0, -PAN],
  ArrowDown: [0, PAN],
};

/** All of the network, small, and the part of it that is in sight: drag it, or move it by arrow keys. */
export function MiniMap() {
  const { t } = useTranslation("editor");
  const flow = useReactFlow();
  const nodes = useStore((state) => state.nodes as CanvasNode[]);
  const [x, y, zoom] = useStore((state) => state.transform);
  const width = useStore((state) => state.width) / zoom;
  const height = useStore((state) => state.height) / zoom;
  const seen = { x: -x / zoom, y: -y / zoom, width, height };
  const bounds = useMemo(() => hull(nodes.map(itemRect)), [nodes]);
  const all = hull([bounds, seen]);
  const box = [all.x - MARGIN, all.y - MARGIN, all.width + 2 * MARGIN, all.height + 2 * MARGIN];

  const show = (middle: { x: number; y: number }) => {
    view.whole = false;
    void flow.setCenter(middle.x, middle.y, { zoom });
  };
  const point = (event: PointerEvent<SVGSVGElement>) => {
    const matrix = event.currentTarget.getScreenCTM()?.inverse();
    if (event.buttons !== 1 || !matrix) return;
    show(new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix));
  };
  const press = (event: KeyboardEvent) => {
    const arrow = ARROWS[event.key];
    if (!arrow) return;
    event.preventDefault();
    const [across, down] = arrow;
    show({ x: seen.x + width * (0.5 + across), y: seen.y + height * (0.5 + down) });
  };
  return (
    <svg
      className={styles.map}
      data-floats
      viewBox={box.join(" ")}
      role="application"
      aria-label={t("map.label")}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys move what is seen
      tabIndex={0}
      onKeyDown={press}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        point(event);
      }}
      onPointerMove={point}
    >
      <Items nodes={nodes} />
      <rect className={styles.seen} {...seen} />
    </svg>
  );
}

/** Drawn again when something moves, not when the view does. */
const Items = memo(function Items({ nodes }: { nodes: readonly CanvasNode[] }) {
  return nodes.map((node) => <Item key={node.id} node={node} rect={itemRect(node)} />);
});

function Item({ node, rect }: { node: CanvasNode; rect: Rect }) {
  if (node.type === "handed") return null;
  if (node.type === "role" || node.type === "inside")
    return <rect className={styles.frame} {...rect} rx={14} />;
  if (node.type === "frame") {
    return node.data.pieces.map((piece) => (
      <rect
        key={`${piece.x} ${piece.y}`}
        className={styles.frame}
        {...piece}
        x={rect.x + piece.x}
        y={rect.y + piece.y}
        rx={24}
      />
    ));
  }
  const tint = node.type === "comment" ? node.data.comment.colour : undefined;
  return (
    <rect
      className={styles.item}
      data-tint={tint}
      data-chosen={node.selected}
      {...rect}
      rx={Math.min(14, rect.height / 2)}
    />
  );
}
