import { Button } from "@mantine/core";
import { ChevronLeft, ChevronRight, Pause, Play } from "lucide-react";
import { useTranslation } from "react-i18next";
import { watchedRun } from "@/api/runStore";
import { IconButton } from "@/ui/IconButton";
import { useRun } from "@/views/run/useRun";
import { nextFrame } from "@/views/timeline/playheadMoves";
import styles from "./ReplayControls.module.css";
import transport from "./Transport.module.css";
import { type Replay, useReplaySpeed } from "./useReplay";

/** Playing back what was recorded: for those who watch. */
export function ReplayControls({ replay }: { replay: Replay }) {
  const { t } = useTranslation("run");
  const { playing, toggle } = replay;
  const { speed, faster } = useReplaySpeed();
  const empty = useRun((run) => run.step === 0);
  const Icon = playing ? Pause : Play;
  return (
    <>
      <Button
        className={transport.main ?? ""}
        variant="default"
        data-action="replay"
        leftSection={<Icon size={15} fill="currentColor" />}
        disabled={empty}
        aria-keyshortcuts="Space"
        onClick={toggle}
      >
        {playing ? t("replay.pause") : t("replay.play")}
      </Button>
      <IconButton
        label={t("replay.back")}
        shortcut="["
        disabled={empty}
        onClick={() => watchedRun.scrub(nextFrame(-1))}
      >
        <ChevronLeft />
      </IconButton>
      <IconButton
        label={t("replay.on")}
        shortcut="]"
        disabled={empty}
        onClick={() => watchedRun.scrub(nextFrame(1))}
      >
        <ChevronRight />
      </IconButton>
      <button
        type="button"
        className={styles.speed}
        data-action="replay-speed"
        aria-label={t("replay.speed", { speed })}
        onClick={faster}
      >
        {speed}×
      </button>
    </>
  );
}
