import {
  AlignCenterHorizontal,
  AlignCenterVertical,
  AlignEndHorizontal,
  AlignEndVertical,
  AlignHorizontalDistributeCenter,
  AlignStartHorizontal,
  AlignStartVertical,
  AlignVerticalDistributeCenter,
  Boxes,
  Component,
  Copy,
  Group,
  type LucideIcon,
  Trash2,
  Ungroup,
} from "lucide-react";
import { useTranslation } from "react-i18next";
import { ALIGNMENTS, type Alignment, DISTRIBUTIONS, needs } from "@/graph/align";
import { groupsOf } from "@/graph/annotating";
import { useDocument, useSheet } from "@/graph/documentStore";
import { IconButton } from "@/ui/IconButton";
import { keysOf } from "@/ui/keys";
import { groupSelected, ungroupSelected } from "../annotations/grouping";
import { ungroupUses } from "../blocks/groupDeeds";
import { useGroupLabel } from "../blocks/useGroupLabel";
import { groupSelection } from "../editorStore";
import { duplicateSelected } from "../keys/pasting";
import { removeAndSay } from "../keys/removing";
import { alignSelected } from "./arranging";
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

/** What can be done with several layers and comments at once. */
export function SelectionBar() {
  const { t } = useTranslation("editor");
  const layers = useDocument((state) => state.selection.length);
  const count = useDocument((state) => state.selection.length + state.selectedComments.length);
  const selection = useDocument((state) => state.selection);
  const sheet = useSheet();
  const framed = groupsOf(sheet, selection).length > 0;
  const uses = selection.filter((id) => sheet.nodes[id]?.layer.kind === "block");
  return (
    <div className={styles.bar} data-floats role="toolbar" aria-label={t("align.label")}>
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
        label={useGroupLabel(selection)}
        shortcut={keysOf("group")[0] ?? ""}
        disabled={layers === 0}
        onClick={groupSelection}
      >
        <Component />
      </IconButton>
      <IconButton
        size="sm"
        label={t("keys.ungroup")}
        shortcut={keysOf("ungroup")[0] ?? ""}
        disabled={uses.length === 0}
        onClick={() => ungroupUses(uses)}
      >
        <Boxes />
      </IconButton>
      <i className={styles.rule} />
      <IconButton
        size="sm"
        label={t("keys.frame")}
        shortcut="G"
        disabled={layers === 0}
        onClick={groupSelected}
      >
        <Group />
      </IconButton>
      <IconButton
        size="sm"
        label={t("keys.unframe")}
        shortcut="Shift G"
        disabled={!framed}
        onClick={ungroupSelected}
      >
        <Ungroup />
      </IconButton>
      <i className={styles.rule} />
      <IconButton
        size="sm"
        label={t("keys.duplicate")}
        shortcut="Ctrl D"
        onClick={duplicateSelected}
      >
        <Copy />
      </IconButton>
      <IconButton
        size="sm"
        label={t("keys.delete")}
        shortcut="Delete"
        onClick={() => removeAndSay(t)}
      >
        <Trash2 />
      </IconButton>
    </div>
  );
}
