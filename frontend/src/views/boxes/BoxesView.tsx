import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import type { Samples } from "@/api/datasets";
import { count, decimal, percent } from "@/ui/format";
import { useSamples } from "../ask/useSamples";
import { NothingRead } from "../canvas/NothingRead";
import type { SetDataset } from "../run/useAsSet";
import { useShownFrame } from "../run/useShownFrame";
import { BoxesFoot } from "./BoxesFoot";
import { BoxesPicture } from "./BoxesPicture";
import styles from "./BoxesView.module.css";
import { judgedBeside, type PictureBoxes, wordsOf } from "./beside";
import { detectionsOf, type FoundBoxes, type JudgedBox } from "./boxes";
import { boxesLook } from "./boxesLook";
import { HeatOver } from "./HeatOver";

interface BoxesViewProps {
  dataset: SetDataset | undefined;
  role: string;
  /** Whether there is room for large pictures. */
  large: boolean;
}

/** What the network finds in a few pictures of the test set, beside what is there; one of them large. */
export function BoxesView({ dataset, role, large }: BoxesViewProps) {
  const { t } = useTranslation("views");
  const frame = useShownFrame("detections", role)?.frame ?? null;
  const told = useMemo(() => (frame === null ? null : detectionsOf(frame)), [frame]);
  const [first, pictures] = [told?.sample ?? 0, told?.pictures.length ?? 0];
  const samples = useMemo(
    () => Array.from({ length: pictures }, (_, at) => first + at),
    [first, pictures],
  );
  const { data } = useSamples(dataset?.kind, samples);
  const least = useStore(boxesLook, (look) => look.least);
  const [chosen, setChosen] = useState(0);
  const shown = useMemo(() => judgedBeside(told, data, least), [told, data, least]);
  if (told === null) {
    const waiting = t("boxes.empty");
    return <NothingRead role={role} frame="detections" probe="detections" waiting={waiting} />;
  }
  const at = Math.min(chosen, pictures - 1);
  const names = dataset?.fields.find(({ value }) => value.kind === "labels")?.names ?? [];
  return (
    <div className={styles.view} data-large={large}>
      <div className={styles.room}>
        {shown[at] && (
          <Large key={at} {...{ told, data, names, at }} shown={shown[at]} all={shown} />
        )}
        <ul className={styles.grid}>
          {shown.map((each, place) => (
            <li key={each.sample}>
              <button
                type="button"
                aria-pressed={place === at}
                aria-label={t("boxes.picture", wordsOf(each))}
                onClick={() => setChosen(place)}
              >
                <BoxesPicture data={data} shown={each} />
              </button>
            </li>
          ))}
        </ul>
      </div>
      <BoxesFoot />
    </div>
  );
}

interface LargeProps {
  told: FoundBoxes;
  data: Samples | undefined;
  names: readonly string[];
  at: number;
  shown: PictureBoxes;
  all: readonly PictureBoxes[];
}

/** The chosen picture; of the box that is pointed at it is told how sure it is and how much it shares with a true one. */
function Large({ told, data, names, at, shown, all }: LargeProps) {
  const { t } = useTranslation("views");
  const heat = useStore(boxesLook, (look) => look.heat);
  const [pointed, setPointed] = useState<number | null>(null);
  const { rows, columns, pictures } = told;
  const objectness = pictures[at]?.objectness;
  const words = ({ box, iou, right }: JudgedBox) =>
    t(right ? "boxes.right" : "boxes.wrong", {
      name: names[box.label] ?? String(box.label),
      sure: percent(box.confidence, 0),
      iou: decimal(iou, 2),
    });
  const read = pointed === null ? undefined : shown.found[pointed];
  const sums = all.map(({ found, truth }) => [
    found.filter(({ right }) => right).length,
    truth.length,
    found.length,
  ]);
  const [right = 0, there = 0, drawn = 0] = [0, 1, 2].map((place) =>
    sums.reduce((sum, each) => sum + (each[place] ?? 0), 0),
  );
  return (
    <figure className={styles.large}>
      <BoxesPicture {...{ data, shown, names }} onPoint={setPointed}>
        {heat && objectness && <HeatOver {...{ objectness, rows, columns }} />}
      </BoxesPicture>
      <figcaption>
        {read === undefined
          ? t("boxes.sum", { right: count(right), all: count(there), wrong: count(drawn - right) })
          : words(read)}
      </figcaption>
      <ul className="visually-hidden">
        {shown.found.map((each, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the surest first, whatever they are
          <li key={place}>{words(each)}</li>
        ))}
      </ul>
    </figure>
  );
}
