import { BaseEdge, EdgeLabelRenderer, type EdgeProps } from "@xyflow/react";
import { memo } from "react";
import { route } from "@/graph/routing";
import type { Value } from "@/graph/types";
import type { WireFlowEdge } from "../canvas/flow";
import { useEditor } from "../editorStore";
import { useHovered } from "./hovering";
import styles from "./WireEdge.module.css";

/** React Flow gives the outer rim of a port; the line starts at the node's edge below it. */
const RIM = 3.5;

/** A wire with its shape where that is new, and the dots that travel on it while the network trains. */
export const WireEdge = memo(function WireEdge(props: EdgeProps<WireFlowEdge>) {
  const { id, data, selected } = props;
  const hovered = useHovered(id);
  const dropping = useEditor((state) => state.dropWire === id);
  const { sourceY, targetY } = props;
  const [sourceX, targetX] = [props.sourceX - RIM, props.targetX + RIM];
  const line = route({ sourceX, sourceY, targetX, targetY }, data?.bends);
  const value = data?.value ?? null;
  const written =
    value !== null && (data?.changes || line.wraps || hovered || selected || dropping);
  return (
    <>
      <BaseEdge
        id={id}
        path={line.path}
        className={styles.wire ?? ""}
        interactionWidth={22}
        data-active={hovered || selected || dropping}
        data-skip={data?.skips}
      />
      <path d={line.path} className={styles.flow} />
      {written && (
        <EdgeLabelRenderer>
          <WireShape
            value={value}
            x={line.x}
            y={line.y}
            inline={line.inline}
            room={hovered || selected || dropping ? null : targetX - sourceX}
          />
        </EdgeLabelRenderer>
      )}
    </>
  );
});

interface WireShapeProps {
  value: Value;
  x: number;
  y: number;
  /** On a lane of its own the shape stands on the line, in one piece. */
  inline: boolean;
  /** Between the two layers; null where it may reach over them. */
  room: number | null;
}

function WireShape({ value, x, y, inline, room }: WireShapeProps) {
  const [first, ...rest] = value.sides;
  const size = rest.join("×");
  const style = { transform: `translate(-50%, -50%) translate(${x}px, ${y}px)` };
  if (inline) {
    return (
      <div className={styles.inline} data-text style={style}>
        <b>{first}</b>
        {size !== "" && ` × ${size}`}
      </div>
    );
  }
  return (
    <div
      className={styles.shape}
      data-text
      data-tight={room !== null}
      style={room === null ? style : { ...style, width: room }}
    >
      <b>{first}</b>
      <span>{size === "" ? "\u00a0" : size}</span>
    </div>
  );
}
