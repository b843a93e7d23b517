import { Fragment, lazy, Suspense } from "react";
import { useDocument } from "@/graph/documentStore";
import type { Experiment } from "@/schema/schema.gen";
import { useSetupTexts } from "@/ui/laterTexts";
import { patiently } from "@/ui/patiently";
import { useRoleName } from "@/ui/useRoleName";
import { useRun } from "@/views/run/useRun";
import { AlgorithmSection } from "./AlgorithmSection";
import { GuardSection } from "./GuardSection";
import { InForce } from "./InForce";
import { LossSection, lossField } from "./LossSection";
import { OptimizerSection, ScheduleSection } from "./OptimizerSection";
import { RecordingSection } from "./RecordingSection";
import { RunSection } from "./RunSection";
import styles from "./Setup.module.css";
import { useSnapshotUnderWay } from "./useSnapshotUnderWay";

const Tuning = lazy(() =>
  patiently(() => import("./tuning/Tuning")).then(({ Tuning }) => ({ default: Tuning })),
);

/** How the experiment is trained: loss, optimizers, pace, guards, seed, device, and what of it is recorded. */
export function TrainingTab() {
  const experiment = useDocument((state) => state.document);
  if (experiment === null) return null;
  const loss = lossField(experiment.algorithm.kind);
  return (
    <div className={styles.tab}>
      <LiveNote experiment={experiment} />
      <Suspense>
        <Tuning experiment={experiment} />
      </Suspense>
      <AlgorithmSection experiment={experiment} />
      {loss !== undefined && (
        <LossSection
          field={loss}
          given={"loss" in experiment.algorithm ? experiment.algorithm.loss : undefined}
        />
      )}
      <Optimizers experiment={experiment} />
      <RunSection experiment={experiment} />
      <GuardSection experiment={experiment} />
      <RecordingSection experiment={experiment} />
    </div>
  );
}

interface SectionProps {
  experiment: Experiment;
}

/** Those of every network that learns, each under its name where there are several. */
function Optimizers({ experiment }: SectionProps) {
  const optimizers = Object.entries(experiment.optimizers);
  const name = useRoleName();
  return optimizers.map(([role, given]) => (
    <Fragment key={role}>
      {optimizers.length > 1 && <h3 className={styles.heading}>{name(role)}</h3>}
      <OptimizerSection role={role} given={given} />
      <ScheduleSection role={role} given={given} />
    </Fragment>
  ));
}

/** While a run is under way: what of all this it takes up, and what it has otherwise. */
function LiveNote({ experiment }: SectionProps) {
  const { t } = useSetupTexts();
  const asked = useSnapshotUnderWay();
  const readOnly = useDocument((state) => state.readOnly);
  const underWay = useRun((run) => run.state === "running" || run.state === "paused");
  if (!underWay || readOnly) return null;
  return (
    <div className={styles.live}>
      <i aria-hidden="true" />
      <div>
        <p>{t("training.live")}</p>
        {asked !== null && <InForce here={experiment} asked={asked} />}
      </div>
    </div>
  );
}
