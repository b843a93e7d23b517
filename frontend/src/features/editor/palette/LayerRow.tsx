import type { DragEvent } from "react";
import { familyOf, layerSpec } from "@/graph/catalogue";
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

/** A layer of the palette: sign, name, one sentence. Can be dragged onto the canvas. */
export function LayerRow({ kind, id, active = false, onChoose, onHover }: LayerRowProps) {
  const words = useLayerWords();
  const texts = useLayerTexts();
  const spec = layerSpec(kind);
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
          {words.name(spec)}
          <code>{kind}</code>
        </span>
        <span className={styles.doc}>{texts.doc(kind)}</span>
      </span>
    </button>
  );
}
