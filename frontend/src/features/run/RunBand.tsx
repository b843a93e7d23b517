import { Button } from "@mantine/core";
import { CircleAlert, Clock, Info } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Failure } from "@/api/runFold";
import { watchedRun } from "@/api/runStore";
import { documentStore, useDocument } from "@/graph/documentStore";
import { learners, learningRateOf, learningRatePath } from "@/graph/optimizers";
import { count, learningRate } from "@/ui/format";
import { useMetricNames } from "@/views/run/useMetricNames";
import { useRun } from "@/views/run/useRun";
import { useToldExperiment } from "@/views/run/useSnapshot";
import styles from "./RunBand.module.css";
import { useFailureText } from "./useFailureText";
import { useRuns } from "./useRuns";
import { useTransport } from "./useTransport";

/** Above the transport, where the run needs a word: it failed, it waits, or it is not exact. */
export function RunBand() {
  const { t } = useTranslation("run");
  const deleted = useRun((run) => run.deleted && run.share !== "");
  const state = useRun((run) => run.state);
  const place = useRun((run) => run.place);
  const failure = useRun((run) => run.failure);
  const stoppedEarly = useRun((run) => run.endedBy === "early_stopping");
  const waitsFor = useRun((run) => run.waitsFor);
  const damaged = useRun((run) => run.damaged);
  const remark = useRun((run) => (run.exact ? "" : run.remark));
  if (deleted) return <Deleted />;
  if (state === "failed" && failure !== null) return <Failed failure={failure} />;
  if (waitsFor === "disk_full") return <NoRoom />;
  if (state === "queued") {
    return (
      <Band tone="plain" icon={<Clock size={15} />}>
        {place > 0 ? t("queued.place", { count: place, place: count(place) }) : t("queued.soon")}
      </Band>
    );
  }
  if (state === "finished" && stoppedEarly) {
    return (
      <Band tone="plain" icon={<Info size={15} />}>
        <StoppedEarly />
      </Band>
    );
  }
  if (
    remark === "environment_changed" ||
    remark === "device_not_exact" ||
    remark === "no_deterministic_form"
  ) {
    return (
      <Band tone="plain" icon={<Info size={15} />}>
        {t(`remarks.${remark}`)}
      </Band>
    );
  }
  if (damaged !== null) {
    const words = { step: count(damaged.step), from: count(damaged.from) };
    return (
      <Band tone="plain" icon={<Info size={15} />}>
        {t(damaged.from > 0 ? "damaged" : "damagedAll", words)}
      </Band>
    );
  }
  return null;
}

function StoppedEarly() {
  const { t } = useTranslation("run");
  const names = useMetricNames();
  const name = useToldExperiment()?.pace.early_stopping.metric ?? "loss";
  return t("stoppedEarly", { name: names.inline({ name, series: "evaluation" }) });
}

/** Whoever watched it through a link keeps what was seen; what there is besides is one press away. */
function Deleted() {
  const { t } = useTranslation("run");
  const share = useRun((run) => run.share);
  const [newest] = useRuns();
  return (
    <Band
      tone="plain"
      icon={<Info size={15} />}
      action={
        newest !== undefined && (
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => watchedRun.open(newest.id, share)}
          >
            {t("deleted.show", { number: count(newest.number) })}
          </Button>
        )
      }
    >
      {t("deleted.text")}
    </Band>
  );
}

/** The disk is full, and only someone who sees it can make room. */
function NoRoom() {
  const { t } = useTranslation("run");
  const readOnly = useDocument((state) => state.readOnly);
  const { act, pending } = useTransport();
  return (
    <Band
      tone="danger"
      icon={<CircleAlert size={15} />}
      action={
        !readOnly && (
          <Button size="compact-sm" variant="default" loading={pending} onClick={act}>
            {t("noRoom.action")}
          </Button>
        )
      }
    >
      {t(readOnly ? "noRoom.watched" : "noRoom.text")}
    </Band>
  );
}

interface BandProps {
  tone: "plain" | "danger";
  icon: ReactNode;
  children: ReactNode;
  action?: ReactNode;
}

function Band({ tone, icon, children, action }: BandProps) {
  return (
    <div className={styles.band} data-tone={tone} role={tone === "danger" ? "alert" : "status"}>
      {icon}
      <p>{children}</p>
      {action}
    </div>
  );
}

function Failed({ failure }: { failure: Failure }) {
  const { t } = useTranslation("run");
  const failureText = useFailureText();
  const readOnly = useDocument((state) => state.shared);
  const { again, pending } = useTransport();
  const diverged = failure.code.startsWith("loss_not_finite");
  const told = useToldExperiment();
  const roles = learners(told);
  const tenth = (role: string) => Number(((learningRateOf(told, role) ?? 0) / 10).toPrecision(3));
  const calmer = () => {
    const { document, setExperiment } = documentStore.getState();
    const there = learners(document);
    for (const role of roles) {
      if (there.includes(role)) setExperiment(learningRatePath(role), tenth(role));
    }
    again();
  };
  return (
    <Band
      tone="danger"
      icon={<CircleAlert size={15} />}
      action={
        !readOnly && (
          <Button
            size="compact-sm"
            variant="default"
            disabled={pending}
            onClick={diverged ? calmer : again}
          >
            {diverged
              ? t(roles.length > 1 ? "failed.calmerAll" : "failed.calmer", {
                  rate: learningRate(tenth(roles[0] ?? "")),
                })
              : t("failed.again")}
          </Button>
        )
      }
    >
      {failureText(failure)}{" "}
      {failure.step > 0 && (
        <span className={styles.quiet}>{t("failed.kept", { step: count(failure.step) })}</span>
      )}
    </Band>
  );
}
