import { BookmarkPlus, Boxes, Copy, LogIn, Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { blockOf } from "@/graph/blocks/definitions";
import { useDocument, useSheet } from "@/graph/documentStore";
import { enterUse } from "@/graph/entering";
import { nameOf } from "@/graph/sheet";
import { IconButton } from "@/ui/IconButton";
import { keysOf } from "@/ui/keys";
import { showMessage } from "@/ui/messages";
import { useErrorText } from "@/ui/useErrorText";
import styles from "../arrange/SelectionBar.module.css";
import { duplicateSelected } from "../keys/pasting";
import { removeAndSay } from "../keys/removing";
import { ungroupUses } from "./groupDeeds";
import { keep } from "./own";
import { useBlockTexts } from "./useBlockTexts";

/** What can be done with the use of a block that is chosen. */
export function UseBar() {
  const { t } = useTranslation("editor");
  const { t: say } = useBlockTexts();
  const selection = useDocument((state) => state.selection);
  const [use = ""] = selection;
  const name = nameOf(use);
  const layer = useSheet().nodes[use]?.layer;
  const errorText = useErrorText();
  if (!layer) return null;
  const block = blockOf(layer);
  return (
    <div className={styles.bar} data-floats role="toolbar" aria-label={say("use.label", { name })}>
      <span className={styles.count}>{name}</span>
      <IconButton
        size="sm"
        label={say("open")}
        shortcut={keysOf("large")[0] ?? ""}
        onClick={() => enterUse(use)}
      >
        <LogIn />
      </IconButton>
      <IconButton
        size="sm"
        label={say("ungroup.open")}
        shortcut={keysOf("ungroup")[0] ?? ""}
        onClick={() => ungroupUses([use])}
      >
        <Boxes />
      </IconButton>
      <IconButton
        size="sm"
        label={say("palette.keep", { name: block })}
        onClick={() =>
          void keep(block).catch((error: unknown) => showMessage({ text: errorText(error) }))
        }
      >
        <BookmarkPlus />
      </IconButton>
      <i className={styles.rule} />
      <IconButton
        size="sm"
        label={t("keys.duplicate")}
        shortcut={keysOf("duplicate")[0] ?? ""}
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
