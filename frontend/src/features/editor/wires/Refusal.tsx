import { useEffect } from "react";
import { hasSeveral, placeOf } from "@/graph/ports";
import { useErrorText } from "@/ui/useErrorText";
import styles from "../canvas/LayerNode.module.css";
import { announce, useEditor } from "../editorStore";

/** Why a wire could not end at a port of this kind of layer; stays beside the port for a while. */
export function Refusal({ kind }: { kind: string }) {
  const refusal = useEditor((state) => state.refusal);
  const errorText = useErrorText();
  const reason = refusal === null ? "" : errorText(refusal.problem);
  useEffect(() => {
    if (reason !== "") announce(reason);
  }, [reason]);
  if (refusal === null) return null;
  const { end, at } = refusal;
  const aside = hasSeveral(kind, end) && {
    "data-end": end,
    style: { bottom: `calc(${100 - 100 * placeOf(kind, end, at.port)}% + 10px)` },
  };
  return (
    <p className={styles.refusal} {...aside}>
      {reason}
    </p>
  );
}
