import { ChevronLeft, ChevronRight } from "lucide-react";
import { useEffect, useMemo, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { watchedRun } from "@/api/runStore";
import { useDocument } from "@/graph/documentStore";
import type { NodeOutputsFrame, Query } from "@/schema/schema.gen";
import { count } from "@/ui/format";
import { IconButton } from "@/ui/IconButton";
import { choose, probeOutputs, type Source, shown, shownOutputs } from "@/views/shown";
import { Asking } from "./asking";
import styles from "./SampleChooser.module.css";
import { useDataset } from "./useDataset";

function subscribe(changed: () => void): () => void {
  const ends = [
    watchedRun.subscribe("frames", changed),
    watchedRun.subscribe("playhead", changed),
    shown.subscribe(changed),
  ];
  return () => {
    for (const end of ends) end();
  };
}

/** Which sample, and its class, packed so that React renders only when one of them changes. */
function facts(frame: NodeOutputsFrame | undefined): string {
  return frame === undefined ? "" : `${frame.sample} ${frame.label}`;
}

function useFacts(role: string) {
  const probe = useSyncExternalStore(subscribe, () => facts(probeOutputs(role)?.frame));
  const now = useSyncExternalStore(subscribe, () => facts(shownOutputs(role)?.frame));
  const [probeSample = "", now_] = [probe.split(" ")[0], now.split(" ")];
  return {
    probeSample: probeSample === "" ? null : Number(probeSample),
    sample: now_[0] === "" ? null : Number(now_[0]),
    label: now_[1] === undefined ? -1 : Number(now_[1]),
  };
}

/** Keeps the chosen sample's way through the network up to date while the weights move. */
function useAnswers(role: string, source: Source): void {
  const query = useMemo<Query | null>(
    () => (source.kind === "sample" ? { kind: "show_sample", role, sample: source.sample } : null),
    [role, source],
  );
  useEffect(() => {
    if (query === null) return;
    const asking = new Asking(
      () => query,
      ({ step, frame }) => {
        const { answers } = shown.getState();
        answers.cut(step);
        answers.add(step, frame);
        shown.setState({ answers });
      },
    );
    return asking.follow();
  }, [query]);
}

/** Which sample of the test set runs through the nodes. */
export function SampleChooser() {
  const { t } = useTranslation("run");
  const role = useDocument((state) => state.role);
  const dataset = useDataset();
  const source = useStore(shown, (state) => state.source);
  const { probeSample, sample, label } = useFacts(role);
  useAnswers(role, source);
  if (probeSample === null || sample === null) return null;
  const size = dataset?.test_size ?? 10_000;
  const wanted = source.kind === "sample" ? source.sample : probeSample;
  const go = (direction: 1 | -1) => {
    const next = (wanted + direction + size) % size;
    choose(next === probeSample ? { kind: "probe" } : { kind: "sample", sample: next });
  };
  return (
    <div className={styles.chooser}>
      <IconButton size="sm" label={t("sample.previous")} onClick={() => go(-1)}>
        <ChevronLeft />
      </IconButton>
      <span className={styles.text} aria-live="polite">
        {t("sample.name")} <b>{count(wanted + 1)}</b>
        {label >= 0 && sample === wanted && (
          <>
            {" "}
            · {t("sample.label")} <b>{dataset?.class_names[label] ?? label}</b>
          </>
        )}
      </span>
      <IconButton size="sm" label={t("sample.next")} onClick={() => go(1)}>
        <ChevronRight />
      </IconButton>
    </div>
  );
}
