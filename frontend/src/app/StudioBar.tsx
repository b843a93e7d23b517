import { CircleHelp, PanelRight, Redo2, Undo2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { openCheatSheet } from "@/features/editor/editorStore";
import { RunStatus } from "@/features/run/RunStatus";
import { ShareButton } from "@/features/share/ShareButton";
import { TakeHomeMenu } from "@/features/share/TakeHomeMenu";
import { documentStore, useHistory } from "@/graph/documentStore";
import type { OriginBody } from "@/schema/schema.gen";
import { IconButton } from "@/ui/IconButton";
import styles from "./StudioBar.module.css";
import { StudioTitle } from "./StudioTitle";
import { TopBar, TopBarRule } from "./TopBar";
import { useTakenRun } from "./useTakenRun";

interface StudioBarProps {
  experiment: string;
  origin: OriginBody | null;
  onInspector: () => void;
}

export function StudioBar({ experiment, origin, onInspector }: StudioBarProps) {
  const { t } = useTranslation("app");
  const taken = useTakenRun();
  const { canUndo, canRedo } = useHistory();
  const { undo, redo } = documentStore.getState();
  return (
    <TopBar
      compact
      actions={
        <>
          <span className={styles.history}>
            <IconButton
              label={t("studio.undo")}
              shortcut="Ctrl Z"
              disabled={!canUndo}
              onClick={undo}
            >
              <Undo2 />
            </IconButton>
            <IconButton
              label={t("studio.redo")}
              shortcut="Ctrl Shift Z"
              disabled={!canRedo}
              onClick={redo}
            >
              <Redo2 />
            </IconButton>
            <TopBarRule />
          </span>
          <TakeHomeMenu source={{ experiment }} run={taken} />
          <ShareButton experiment={experiment} />
          <TopBarRule />
        </>
      }
      trailing={
        <>
          <span className={styles.inspector}>
            <IconButton
              label={t("studio.openInspector")}
              shortcut="I"
              data-action="inspector"
              onClick={onInspector}
            >
              <PanelRight />
            </IconButton>
          </span>
          <span className={styles.help}>
            <IconButton label={t("studio.shortcuts")} shortcut="?" onClick={openCheatSheet}>
              <CircleHelp />
            </IconButton>
          </span>
        </>
      }
    >
      <span className={styles.slash} aria-hidden="true">
        /
      </span>
      <StudioTitle origin={origin} />
      <span className={styles.run}>
        <TopBarRule />
        <span className={styles.chips}>
          <RunStatus />
        </span>
      </span>
    </TopBar>
  );
}
