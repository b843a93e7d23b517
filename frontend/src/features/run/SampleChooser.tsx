import { useQuery } from "@tanstack/react-query";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { lazy, Suspense, useEffect, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { classNames, hasSamples, inputField, STAND_INS, sizeOf } from "@/api/dataFields";
import { getSamples, labelsOf, picturesOf } from "@/api/datasets";
import { heard } from "@/api/heard";
import { useRoles } from "@/graph/documentStore";
import { useIsShownSamples, useSampleRole } from "@/graph/finds";
import type { DatasetBody, Experiment, NodeOutputsFrame } from "@/schema/schema.gen";
import { count } from "@/ui/format";
import { IconButton } from "@/ui/IconButton";
import { patiently } from "@/ui/patiently";
import { choose, probeOutputs, shown, shownOutputs } from "@/views/run/shown";
import { useDataset } from "@/views/run/useDataset";
import { useRun } from "@/views/run/useRun";
import { useToldExperiment, useToldSampleRole } from "@/views/run/useSnapshot";
import styles from "./SampleChooser.module.css";

const ReplayNote = lazy(() =>
  patiently(() => import("./ReplayNote")).then(({ ReplayNote }) => ({ default: ReplayNote })),
);
const Asked = lazy(() =>
  patiently(() => import("./Asked")).then(({ Asked }) => ({ default: Asked })),
);
const AskedInside = lazy(() =>
  patiently(() => import("./AskedInside")).then(({ AskedInside }) => ({ default: AskedInside })),
);
const SequenceBar = lazy(() =>
  patiently(() => import("@/views/sequence/SequenceBar")).then((bar) => ({
    default: bar.SequenceBar,
  })),
);
const Untrained = lazy(() =>
  patiently(() => import("./Untrained")).then(({ Untrained }) => ({ default: Untrained })),
);

const subscribe = heard(["node_outputs", "playhead"], shown);

/** Which sample, and its class, packed so that React renders only when one of them changes. */
function facts(frame: NodeOutputsFrame | undefined): string {
  return frame === undefined ? "" : `${frame.sample} ${frame.label}`;
}

function numbers(packed: string): number[] {
  return packed === "" ? [] : packed.split(" ").map(Number);
}

function useFacts(role: string) {
  const probe = useSyncExternalStore(subscribe, () => facts(probeOutputs(role)?.frame));
  const now = useSyncExternalStore(subscribe, () => facts(shownOutputs(role)?.frame));
  const [probeSample] = numbers(probe);
  const [sample, label = -1] = numbers(now);
  return { probeSample, sample, label };
}

/** The sample that the experiment's own probe will watch. */
function plannedSample(document: Experiment | null): number {
  const probe = document?.probes?.find((each) => each.kind === "feature_maps");
  return probe?.kind === "feature_maps" ? probe.sample : 0;
}

/** Before the first run the input alone has something to show. */
function useStill(dataset: DatasetBody | undefined, sample: number): number {
  const kind = dataset?.available ? dataset.kind : undefined;
  const samples = useQuery({
    queryKey: ["sample", kind, sample],
    queryFn: ({ signal }) =>
      getSamples(kind ?? "", { split: "test", start: sample, count: 1 }, signal),
    enabled: kind !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const { data } = samples;
  useEffect(() => {
    const pictures = picturesOf(data?.columns[0]);
    if (pictures === null) return;
    const values = pictures.images.map((ink) => ink >> 1);
    const still = { node: "input", shape: pictures.shape.slice(1), values, scale: 1 };
    shown.setState({ still });
    return () => shown.setState({ still: null });
  }, [data]);
  return (data && labelsOf(data)[0]) ?? -1;
}

/** Which sample of the test set runs through the nodes; nothing to choose where none does. */
export function SampleChooser({ onBrowse }: { onBrowse: (sample: number) => void }) {
  const { t } = useTranslation("run");
  const role = useToldSampleRole();
  const onCanvas = useSampleRole();
  const roles = useRoles();
  const samples = useIsShownSamples(onCanvas);
  const dataset = useDataset();
  const source = useStore(shown, (state) => state.source);
  const facts = useFacts(role);
  const planned = plannedSample(useToldExperiment());
  const probeSample = facts.probeSample ?? planned;
  const wanted = source.kind === "sample" ? source.sample : probeSample;
  const stillLabel = useStill(samples ? dataset : undefined, wanted);
  const deleted = useRun((run) => run.deleted);
  const replaying = useRun((run) => run.playhead !== null);
  const label = facts.sample === wanted ? facts.label : stillLabel;
  if (dataset === undefined) return null;
  const entering = inputField(dataset)?.value.kind;
  const here = hasSamples(dataset);
  const size = here ? sizeOf(dataset, "test") : STAND_INS;
  const go = (direction: 1 | -1) => {
    const next = (wanted + direction + size) % size;
    choose(next === probeSample ? { kind: "probe" } : { kind: "sample", sample: next });
  };
  return (
    <div className={styles.slot}>
      <Suspense>{replaying && <ReplayNote />}</Suspense>
      <Suspense>
        <Asked role={role} source={source} sample={wanted} />
        {roles.map((each) => (
          <AskedInside key={`inside ${each}`} role={each} />
        ))}
        {roles.map((each) => (
          <Untrained
            key={each}
            role={each}
            sample={wanted}
            available={dataset.available || !here}
          />
        ))}
      </Suspense>
      <Suspense>
        {samples && (entering === "tokens" || entering === "sequence") && (
          <SequenceBar role={role} />
        )}
      </Suspense>
      {!samples && <p className={styles.unfed}>{t("sample.none")}</p>}
      <div className={styles.chooser} hidden={!samples}>
        <IconButton
          size="sm"
          label={t("sample.previous")}
          data-action="sample-previous"
          disabled={deleted}
          onClick={() => go(-1)}
        >
          <ChevronLeft />
        </IconButton>
        {here ? (
          <button
            type="button"
            className={styles.text}
            data-action="samples"
            title={t("sample.browse")}
            aria-live="polite"
            onClick={() => onBrowse(wanted)}
          >
            {t("sample.name")} <b>{count(wanted + 1)}</b>
            {label >= 0 && (
              <>
                {" "}
                · {t("sample.label")} <b>{classNames(dataset)[label] ?? label}</b>
              </>
            )}
          </button>
        ) : (
          <span className={styles.standIn} aria-live="polite">
            {t("sample.standIn")} <b>{count(wanted + 1)}</b>
          </span>
        )}
        <IconButton
          size="sm"
          label={t("sample.next")}
          data-action="sample-next"
          disabled={deleted}
          onClick={() => go(1)}
        >
          <ChevronRight />
        </IconButton>
      </div>
    </div>
  );
}
