import { ChevronLeft, ChevronRight, Pause, Play } from "lucide-react";
import { type KeyboardEvent, useEffect, useState, useSyncExternalStore } from "react";
import { useStore } from "zustand";
import { inputField } from "@/api/dataFields";
import { heard } from "@/api/heard";
import { isOfWords, seen } from "@/api/tokens";
import { count } from "@/ui/format";
import { IconButton } from "@/ui/IconButton";
import { untrained } from "../node/untrained";
import { shown } from "../run/shown";
import { useDataset } from "../run/useDataset";
import { cursor, keepStep, stepAt } from "./cursor";
import styles from "./SequenceBar.module.css";
import { shownSequence } from "./shownSequence";
import { useSequenceTexts } from "./useSequenceTexts";

const STEPS_PER_S = 7;

const subscribe = heard(["node_outputs", "playhead"], shown, untrained);

/** How many steps are on screen, and the token at the cursor: drawn anew only with another of them. */
function useSequence(role: string) {
  const at = useStore(cursor);
  const packed = useSyncExternalStore(subscribe, () => {
    const { steps, tokens } = shownSequence(role);
    return `${steps} ${tokens[stepAt(at, steps)] ?? -1}`;
  });
  const [steps = 0, token = -1] = packed.split(" ").map(Number);
  return { steps, token, step: stepAt(at, steps) };
}

/** Walks the cursor through the sequence while `reading`; calls `done` at its end. */
function useReading(reading: boolean, steps: number, done: () => void): void {
  useEffect(() => {
    if (!reading) return;
    const timer = setInterval(() => {
      const next = stepAt(cursor.getState(), steps) + 1;
      if (next >= steps) done();
      else keepStep(next);
    }, 1000 / STEPS_PER_S);
    return () => clearInterval(timer);
  }, [reading, steps, done]);
}

/** Where in the sequence the tiles are looked at, and how one gets elsewhere. */
export function SequenceBar({ role }: { role: string }) {
  const { t } = useSequenceTexts();
  const { steps, token, step } = useSequence(role);
  const field = inputField(useDataset() ?? { fields: [], default_input: "", default_target: "" });
  const [reading, setReading] = useState(false);
  useReading(reading, steps, () => setReading(false));
  if (steps === 0) return null;
  const names = field?.value.kind === "tokens" ? field.names : null;
  const letter = names === null ? "" : seen(names[token] ?? "");
  const name = t(names === null ? "step" : isOfWords(names) ? "word" : "letter");
  const read = () => {
    // Who wants nothing to move goes on a step with each press.
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
      keepStep(step + 1 >= steps ? 0 : step + 1);
      return;
    }
    if (!reading && step + 1 >= steps) keepStep(0);
    setReading(!reading);
  };
  const press = (event: KeyboardEvent) => {
    const to = MOVES[event.key]?.(step, steps);
    if (to === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    keepStep(Math.min(to, steps - 1));
  };
  return (
    <div className={styles.bar}>
      <IconButton
        size="sm"
        label={t("previous")}
        data-action="step-previous"
        disabled={step === 0}
        onClick={() => keepStep(step - 1)}
      >
        <ChevronLeft />
      </IconButton>
      <span
        className={styles.place}
        role="slider"
        tabIndex={0}
        aria-label={t("place")}
        aria-valuemin={1}
        aria-valuemax={steps}
        aria-valuenow={step + 1}
        aria-valuetext={t("of", { name, step: count(step + 1), steps: count(steps), letter })}
        onKeyDown={press}
      >
        {name} <b>{count(step + 1)}</b> / {count(steps)}
        <b className={styles.letter}>{letter}</b>
      </span>
      <IconButton
        size="sm"
        label={t("next")}
        data-action="step-next"
        disabled={step + 1 >= steps}
        onClick={() => keepStep(step + 1)}
      >
        <ChevronRight />
      </IconButton>
      <button
        type="button"
        className={styles.read}
        data-action="read-sequence"
        aria-pressed={reading}
        onClick={read}
      >
        {reading ? <Pause size={12} /> : <Play size={12} />}
        {t("read")}
      </button>
    </div>
  );
}

const PAGE = 8;

const MOVES: Readonly<Record<string, (step: number, steps: number) => number>> = {
  ArrowLeft: (step) => step - 1,
  ArrowDown: (step) => step - 1,
  ArrowRight: (step) => step + 1,
  ArrowUp: (step) => step + 1,
  PageDown: (step) => step - PAGE,
  PageUp: (step) => step + PAGE,
  Home: () => 0,
  End: (_, steps) => steps - 1,
};
