import {
  AlignCenterHorizontal,
  AlignCenterVertical,
  AlignEndHorizontal,
  AlignEndVertical,
  AlignHorizontalDistributeCenter,
  AlignStartHorizontal,
  AlignStartVertical,
  AlignVerticalDistributeCenter,
  Copy,
  type LucideIcon,
  Trash2,
} from "lucide-react";
import { useTranslation } from "react-i18next";
import { ALIGNMENTS, type Alignment, DISTRIBUTIONS, needs } from "@/graph/align";
import { useDocument } from "@/graph/documentStore";
import { IconButton } from "@/ui/IconButton";
import { alignSelected } from "./arranging";
import { announce } from "./editorStore";
import { duplicateSelected, removeSelected } from "./inserting";
import styles from "./SelectionBar.module.css";

const SIGNS: Readonly<Record<Alignment, LucideIcon>> = {
  left: AlignStartVertical,
  centre: AlignCenterVertical,
  right: AlignEndVertical,
  top: AlignStartHorizontal,
  middle: AlignCenterHorizontal,
  bottom: AlignEndHorizontal,
  across: AlignHorizontalDistributeCenter,
  down: AlignVerticalDistributeCenter,
};

/** What can be done with several nodes at once. */
export function SelectionBar() {
  const { t } = useTranslation("editor");
  const count = useDocument((state) => state.selection.length);
  const remove = () => announce(t("news.removed", { count: removeSelected() }));
  return (
    <div className={styles.bar} role="toolbar" aria-label={t("align.label")}>
      <span className={styles.count}>{t("align.selected", { count })}</span>
      {[...ALIGNMENTS, ...DISTRIBUTIONS].map((alignment) => {
        const Sign = SIGNS[alignment];
        return (
          <IconButton
            key={alignment}
            size="sm"
            label={t(`align.${alignment}`)}
            disabled={count < needs(alignment)}
            onClick={() => alignSelected(alignment)}
          >
            <Sign />
          </IconButton>
        );
      })}
      <i className={styles.rule} />
      <IconButton
        size="sm"
        label={t("keys.duplicate")}
        shortcut="Ctrl D"
        onClick={duplicateSelected}
      >
        <Copy />
      </IconButton>
      <IconButton size="sm" label={t("keys.delete")} shortcut="Delete" onClick={remove}>
        <Trash2 />
      </IconButton>
    </div>
  );
}
