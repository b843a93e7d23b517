import type { DragEvent } from "react";
import { blockOffered, familyOf, layerSpec } from "@/graph/catalogue";
import { useLayerWords } from "@/locales/layerWords";
import { Glyph } from "@/ui/Glyph";
import { useLayerTexts } from "@/ui/useLayerTexts";
import styles from "./LayerRow.module.css";
import { carryKind } from "./useDropping";

interface LayerRowProps {
  kind: string;
  id?: string;
  /** Under the keys of a list. */
  active?: boolean;
  onChoose: (kind: string) => void;
  onHover?: () => void;
}

/** A layer of the palette, or a block of the document: sign, name, one sentence. Can be dragged onto the canvas. */
export function LayerRow({ kind, id, active = false, onChoose, onHover }: LayerRowProps) {
  const words = useLayerWords();
  const texts = useLayerTexts();
  const block = blockOffered(kind);
  const spec = layerSpec(block === "" ? kind : "block");
  return (
    <button
      type="button"
      {...(id !== undefined && { id, role: "option", "aria-selected": active, tabIndex: -1 })}
      className={styles.row}
      data-active={active}
      draggable
      onDragStart={(event: DragEvent) => carryKind(event, kind)}
      onClick={() => onChoose(kind)}
      onPointerMove={onHover}
    >
      <Glyph family={familyOf(kind)} size={17} />
      <span className={styles.words}>
        <span className={styles.title}>
          {block || words.name(spec)}
          <code>{spec.kind}</code>
        </span>
        <span className={styles.doc}>{texts.doc(spec.kind)}</span>
      </span>
    </button>
  );
}
