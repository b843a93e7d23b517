import { Handle, Position, useUpdateNodeInternals } from "@xyflow/react";
import { type CSSProperties, useEffect } from "react";
import { hasSeveral, placeOf, portsOf, samePort, type WireEnd } from "@/graph/ports";
import { useLayerWords } from "@/locales/layerWords";
import { useEditor, type Wiring } from "../editorStore";
import layer from "./LayerNode.module.css";
import styles from "./Ports.module.css";

export interface PortsProps {
  node: string;
  kind: string;
  /** Of the layer, in pixels at 100 %. */
  height: number;
}

/** The ports of a layer that has several on a side: each lit by its own verdict, and named there. */
export function Ports({ node, kind, height }: PortsProps) {
  // They come after the layer was measured.
  const measure = useUpdateNodeInternals();
  useEffect(() => measure(node), [measure, node]);
  return (["target", "source"] as const).flatMap((end) =>
    portsOf(kind, end).map((port) => (
      <Port key={`${end} ${port}`} {...{ node, kind, height, end, port }} />
    )),
  );
}

interface PortProps extends PortsProps {
  end: WireEnd;
  port: string;
}

const WIDTH = 7;
/** How far beyond its rim a port is hit, where nothing is near. */
const REACH = 9;

function Port({ node, kind, height, end, port }: PortProps) {
  const words = useLayerWords();
  const light = useEditor(({ wiring }) => lightOf(wiring, node, port, end));
  const top = `${100 * placeOf(kind, end, port)}%`;
  const apart = height / (portsOf(kind, end).length + 1);
  const reach = Math.min(REACH, (apart - WIDTH) / 2);
  return (
    <>
      <Handle
        id={port}
        type={end}
        position={end === "target" ? Position.Left : Position.Right}
        className={`${layer.port} ${styles.port}`}
        style={{ top, "--reach": `${reach}px` } as CSSProperties}
        data-light={light}
      />
      {hasSeveral(kind, end) && (
        <span className={styles.name} style={{ top }} data-end={end} data-light={light}>
          {words.port(port)}
        </span>
      )}
    </>
  );
}

/** What a wire in the hand may do here; undefined where it can't end. */
function lightOf(wiring: Wiring | null, node: string, port: string, end: WireEnd) {
  if (wiring === null || wiring.end === end) return undefined;
  if (wiring.from.node === node) return undefined;
  if (wiring.choice !== null && samePort(wiring.choice, { node, port })) return "chosen";
  const verdict = wiring.verdicts[node]?.[port];
  if (verdict === undefined) return "unknown";
  return verdict.allowed ? "allowed" : "refused";
}
