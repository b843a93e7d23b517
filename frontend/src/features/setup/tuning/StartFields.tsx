import { Button, Select, TextInput } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { type ChangeEvent, useId, useRef, useState } from "react";
import { getShared } from "@/api/shares";
import { getCheckpoints, listStarts, sendWeights, takeWeights } from "@/api/weights";
import { documentStore, useDocument } from "@/graph/documentStore";
import { type Start, withStart } from "@/graph/fineTuning";
import type { Experiment } from "@/schema/schema.gen";
import { count } from "@/ui/format";
import { showMessage } from "@/ui/messages";
import { useErrorText } from "@/ui/useErrorText";
import { useTuningTexts } from "@/ui/useTuningTexts";
import setup from "../Setup.module.css";
import styles from "./Tuning.module.css";

const LAST = -1;
const BEST = -2;
const DRAWN = "drawn";
const KEPT = "kept";

/** A run whose weights can be chosen. */
interface Offered {
  readonly id: string;
  readonly title: string;
  readonly number: number;
  /** The secret of the link that shows it; empty for one's own. */
  readonly share: string;
}

interface StartFieldsProps {
  experiment: Experiment;
  role: string;
}

/** Where the first weights come from: the seed, a run, a file, a run of a shared experiment. */
export function StartFields({ experiment, role }: StartFieldsProps) {
  const { t } = useTuningTexts();
  const readOnly = useDocument((state) => state.readOnly);
  const start = experiment.start?.[role];
  const [link, setLink] = useState("");
  const [chosen, setChosen] = useState<Offered | null>(null);
  const { offered, wrong } = useOffered(link);
  const taking = useTaking(role);
  const [runId, stepId] = [useId(), useId()];
  const steps = useSteps(chosen);
  const value = chosen?.id ?? (start === undefined ? DRAWN : KEPT);
  const pick = (next: string | null) => {
    const run = offered.find(({ id }) => id === next);
    if (run === undefined) {
      if (next !== DRAWN) return;
      setChosen(null);
      begin(role, null);
    } else {
      setChosen(run);
      taking.mutate({ run: run.id, share: run.share, step: BEST });
    }
  };
  if (readOnly) return <p className={setup.note}>{start ? toldOf(start, t) : t("drawn")}</p>;
  return (
    <div className={styles.fields}>
      <label htmlFor={runId} className={styles.whole}>
        {t("from")}
      </label>
      <Select
        id={runId}
        className={styles.whole ?? ""}
        size="xs"
        searchable
        allowDeselect={false}
        checkIconPosition="right"
        nothingFoundMessage={t("none")}
        value={value}
        onChange={pick}
        data={[
          { value: DRAWN, label: t("drawn") },
          ...(value === KEPT && start ? [{ value: KEPT, label: toldOf(start, t) }] : []),
          ...offered.map(({ id, title, number }) => ({
            value: id,
            label: t("run", { title, run: count(number) }),
          })),
        ]}
      />
      {chosen !== null && steps !== undefined && (
        <>
          <label htmlFor={stepId}>{t("step")}</label>
          <Select
            id={stepId}
            size="xs"
            allowDeselect={false}
            checkIconPosition="right"
            value={String(start?.step ?? LAST)}
            onChange={(step) =>
              taking.mutate({ run: chosen.id, share: chosen.share, step: Number(step) })
            }
            data={steps.steps.toReversed().map((step, at) => ({
              value: String(step),
              label: t(step === steps.best ? "best" : at === 0 ? "last" : "at", {
                step: count(step),
              }),
            }))}
          />
        </>
      )}
      <label htmlFor={`${runId}-link`}>{t("link")}</label>
      <TextInput
        id={`${runId}-link`}
        size="xs"
        value={link}
        error={wrong && t("linkWrong")}
        placeholder="/s/…"
        onChange={(event) => setLink(event.currentTarget.value)}
      />
      <FileChoice role={role} />
      <p className={`${setup.note} ${styles.whole}`}>{t("fileNote")}</p>
    </div>
  );
}

type Say = ReturnType<typeof useTuningTexts>["t"];

/** What the experiment begins with, in one line. */
function toldOf({ title = "", run = 0, step = -1 }: Start, t: Say): string {
  if (run === 0) return title;
  return t("runStep", { title, run: count(run), step: count(step) });
}

/** Lets the network of this part begin so from its next run on: one step of undo. */
function begin(role: string, start: Start | null): void {
  const { document, setExperiment } = documentStore.getState();
  if (document !== null) setExperiment([], withStart(document, role, start));
}

/** One's own runs, and those of the experiment behind a link. */
function useOffered(link: string): { offered: readonly Offered[]; wrong: boolean } {
  const own = useQuery({
    queryKey: ["starts"],
    queryFn: ({ signal }) => listStarts(signal),
    staleTime: 0,
  });
  const secret = /(?:^|\/s\/)([\w-]{20,64})\/?$/.exec(link.trim())?.[1] ?? "";
  const shared = useQuery({
    queryKey: ["shared", secret],
    queryFn: ({ signal }) => getShared(secret, signal),
    enabled: secret !== "",
    retry: false,
  });
  const offered = [
    ...(shared.data?.runs ?? [])
      .filter(({ step }) => step > 0)
      .map(({ id, number }) => ({ id, number, title: shared.data?.title ?? "", share: secret })),
    ...(own.data ?? []).map(({ id, title, number }) => ({ id, title, number, share: "" })),
  ];
  return { offered, wrong: link !== "" && (secret === "" || shared.isError) };
}

function useSteps(run: Offered | null) {
  return useQuery({
    queryKey: ["checkpoints", run?.id],
    queryFn: ({ signal }) => getCheckpoints(run?.id ?? "", run?.share ?? "", signal),
    enabled: run !== null,
    staleTime: 0,
  }).data;
}

/** Has the weights kept for this experiment, and lets it begin with them. */
function useTaking(role: string) {
  const id = useDocument((state) => state.id);
  const errorText = useErrorText();
  return useMutation({
    mutationFn: (wanted: { run: string; share: string; step: number }) =>
      takeWeights(id, { role, ...wanted }),
    onSuccess: ({ start }) => begin(role, start),
    onError: (error) => showMessage({ text: errorText(error) }),
  });
}

function FileChoice({ role }: { role: string }) {
  const { t } = useTuningTexts();
  const id = useDocument((state) => state.id);
  const errorText = useErrorText();
  const input = useRef<HTMLInputElement>(null);
  const sending = useMutation({
    mutationFn: (file: File) => sendWeights(id, file),
    onSuccess: ({ start }) => begin(role, start),
    onError: (error) => showMessage({ text: errorText(error) }),
  });
  const send = (event: ChangeEvent<HTMLInputElement>) => {
    const [file] = event.currentTarget.files ?? [];
    // The same file can be chosen again once it was changed.
    event.currentTarget.value = "";
    if (file !== undefined) sending.mutate(file);
  };
  return (
    <>
      <span />
      <Button
        size="xs"
        variant="default"
        loading={sending.isPending}
        onClick={() => input.current?.click()}
      >
        {t("file")}
      </Button>
      <input ref={input} type="file" accept=".safetensors" hidden onChange={send} />
    </>
  );
}
