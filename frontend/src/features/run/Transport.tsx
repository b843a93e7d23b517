import { Button, Tooltip } from "@mantine/core";
import { Pause, Play, Plus, SkipForward, Square } from "lucide-react";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { isOver } from "@/api/runFold";
import { useDocument } from "@/graph/documentStore";
import { IconButton } from "@/ui/IconButton";
import { patiently } from "@/ui/patiently";
import { useRun } from "@/views/run/useRun";
import { Figures } from "./Figures";
import { ReplayControls } from "./ReplayControls";
import { SpeedMenu } from "./SpeedMenu";
import styles from "./Transport.module.css";
import { useReplay } from "./useReplay";
import { useRunKeys } from "./useRunKeys";
import { type MainAction, type RunControls, useTransport } from "./useTransport";

// What it says is heard, not seen: the page starts without it.
const Narration = lazy(() =>
  patiently(() => import("./Narration")).then(({ Narration }) => ({ default: Narration })),
);

// There is none before the first run.
const LearningRate = lazy(() =>
  patiently(() => import("./LearningRate")).then(({ LearningRate }) => ({ default: LearningRate })),
);

const Timeline = lazy(() =>
  patiently(() => import("@/views/timeline/Timeline")).then(({ Timeline }) => ({
    default: Timeline,
  })),
);

/** The strip at the foot: what to do with the run, where in it we are, how far it is. */
export function Transport() {
  const { t } = useTranslation("run");
  const readOnly = useDocument((state) => state.shared);
  const transport = useTransport();
  const replay = useReplay();
  const { act, step, stepEpoch } = transport;
  useRunKeys({ act: readOnly ? replay.toggle : act, step, stepEpoch });
  return (
    <section className={styles.transport} aria-label={t("transport.label")}>
      <div className={styles.controls}>
        {readOnly ? <ReplayControls replay={replay} /> : <OwnControls transport={transport} />}
      </div>
      <div className={styles.timeline} data-tour="timeline">
        <Suspense>
          <Timeline />
        </Suspense>
      </div>
      <Figures readOnly={readOnly} />
      <Suspense>
        <Narration />
      </Suspense>
    </section>
  );
}

const ICONS: Record<MainAction, typeof Play> = {
  train: Play,
  pause: Pause,
  resume: Play,
};

function OwnControls({ transport }: { transport: RunControls }) {
  const { t } = useTranslation("run");
  const { main, begins, obstacle, pending, canStep, canStop, act, step, stop } = transport;
  const blocked = main === "train" && obstacle !== null;
  const hasRate = useRun((run) => run.totalSteps > 0 && run.state !== null && !isOver(run.state));
  const Icon = ICONS[main];
  return (
    <>
      <Tooltip label={t(`obstacle.${obstacle ?? "problems"}`)} disabled={!blocked} openDelay={200}>
        <Button
          className={styles.main ?? ""}
          data-tour="train"
          leftSection={<Icon size={15} fill="currentColor" />}
          {...(blocked && { "data-disabled": true })}
          aria-disabled={blocked}
          aria-busy={pending}
          aria-keyshortcuts="Space"
          onClick={act}
        >
          {main === "train" && begins > 0
            ? t("transport.trainAll", { count: begins })
            : t(`transport.${main}`)}
        </Button>
      </Tooltip>
      <IconButton label={t("transport.step")} shortcut="." disabled={!canStep} onClick={step}>
        <SkipForward size={15} fill="currentColor" />
      </IconButton>
      <IconButton label={t("transport.stop")} disabled={!canStop} onClick={stop}>
        <Square className={styles.stop} fill="currentColor" />
      </IconButton>
      <Button
        className={styles.extend ?? ""}
        variant="subtle"
        leftSection={<Plus size={15} />}
        disabled={!transport.canExtend}
        title={t("transport.extendNote")}
        aria-label={t("transport.extend")}
        onClick={() => transport.extend(1)}
      >
        <span className={styles.word}>{t("transport.epoch")}</span>
      </Button>
      <SpeedMenu enabled={transport.canSlow} speed={transport.speed} onSpeed={transport.slow} />
      {hasRate && (
        <span className={styles.rate}>
          <Suspense>
            <LearningRate />
          </Suspense>
        </span>
      )}
    </>
  );
}
