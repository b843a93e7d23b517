import { Button } from "@mantine/core";
import { useFocusReturn } from "@mantine/hooks";
import { X } from "lucide-react";
import {
  type KeyboardEvent as ReactKeyboardEvent,
  useEffect,
  useId,
  useRef,
  useState,
} from "react";
import { useEscape } from "@/ui/escape";
import { IconButton } from "@/ui/IconButton";
import { endTour, goToStep, useTour } from "@/ui/tour";
import { useRun } from "@/views/run/useRun";
import { STEPS, type TourStep, type View } from "./steps";
import styles from "./Tour.module.css";
import { useBoxes } from "./useBoxes";
import { useTourTexts } from "./useTourTexts";

/** Five cards beside what they speak of. The page works beneath them: nothing is covered up, held or waited for. */
export function Tour({ view }: { view: View }) {
  const steps = STEPS[view];
  const at = Math.min(useTour((tour) => tour.step) ?? 0, steps.length - 1);
  const step = steps[at] as TourStep;
  useEscape(true, endTour, "tour");
  useTrainedAlready(step);
  return <Card step={step} at={at} of={steps.length} />;
}

/** Whoever presses Train while the card says so sees the next one. */
function useTrainedAlready({ name }: TourStep): void {
  const training = useRun((run) => run.state === "running");
  const before = useRef(training);
  useEffect(() => {
    const begun = training && !before.current;
    before.current = training;
    const { step } = useTour.getState();
    if (begun && name === "train" && step !== null) goToStep(step + 1);
  }, [training, name]);
}

/** Not modal: the keys of the page go on working around it, which they would not under a `[role="dialog"]`. */
function Card({ step, at, of }: { step: TourStep; at: number; of: number }) {
  const { t } = useTourTexts();
  const titleId = useId();
  const textId = useId();
  const card = useRef<HTMLDialogElement>(null);
  const asked = useTour((tour) => tour.asked);
  const { rings, card: corner } = useBoxes(step, card);
  useFocusReturn({ opened: asked });
  const placed = corner !== null;
  useEffect(() => {
    if (asked && placed) card.current?.focus();
  }, [asked, placed]);
  const title = t(`steps.${step.name}.title`);
  const text = t(`steps.${step.name}.text`);
  const place = t("place", { at: at + 1, of });
  const last = at === of - 1;
  const on = () => (last ? endTour() : goToStep(at + 1));
  const back = () => goToStep(Math.max(0, at - 1));
  const press = (event: ReactKeyboardEvent) => {
    if (event.key === "ArrowRight" && !last) on();
    else if (event.key === "ArrowLeft") back();
    else return;
    event.preventDefault();
  };
  return (
    <>
      {rings.map(({ x, y, width, height }) => (
        <i key={`${x},${y}`} className={styles.ring} style={{ left: x, top: y, width, height }} />
      ))}
      <dialog
        open
        ref={card}
        className={styles.card}
        style={{ left: corner?.x, top: corner?.y }}
        data-placed={placed}
        aria-modal="false"
        aria-labelledby={titleId}
        aria-describedby={textId}
        tabIndex={-1}
        onKeyDown={press}
      >
        <h2 id={titleId}>{title}</h2>
        <p id={textId}>{text}</p>
        <div className={styles.foot}>
          <span className={styles.place}>{place}</span>
          {at > 0 && (
            <Button size="compact-sm" variant="subtle" onClick={back}>
              {t("back")}
            </Button>
          )}
          <Button size="compact-sm" variant="default" onClick={on}>
            {last ? t("done") : t("next")}
          </Button>
        </div>
        <IconButton size="sm" className={styles.close ?? ""} label={t("end")} onClick={endTour}>
          <X />
        </IconButton>
      </dialog>
      <Said words={`${place}. ${title}. ${text}`} />
    </>
  );
}

/** A live region speaks of what changes in it, so it is empty at first. */
function Said({ words }: { words: string }) {
  const [said, setSaid] = useState("");
  useEffect(() => setSaid(words), [words]);
  return (
    <p className="visually-hidden" role="status">
      {said}
    </p>
  );
}
