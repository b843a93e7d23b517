import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { useState } from "react";
import { classNames } from "@/api/dataFields";
import { getSamples, type Samples, type Split } from "@/api/datasets";
import type { DatasetBody } from "@/schema/schema.gen";
import { count } from "@/ui/format";
import { IconButton } from "@/ui/IconButton";
import { useSetupTexts } from "@/ui/laterTexts";
import { PanelError } from "@/ui/PanelError";
import { useErrorText } from "@/ui/useErrorText";
import { choose } from "@/views/run/shown";
import type { SetDataset } from "@/views/run/useAsSet";
import { figuresOf, isDrawn } from "./entries";
import type { SettingsPlace } from "./place";
import { SamplePicture } from "./SamplePicture";
import styles from "./Samples.module.css";
import setup from "./Setup.module.css";

const PER_PAGE = 42;

interface SampleGridProps {
  dataset: SetDataset;
  split: Split;
  place: SettingsPlace;
  onPlace: (place: SettingsPlace) => void;
}

/** One page of samples, and the one that is pressed a little larger. */
export function SampleGrid({ dataset, split, place, onPlace }: SampleGridProps) {
  const errorText = useErrorText();
  const { label, start } = place;
  const page = useQuery({
    queryKey: ["samples", dataset.kind, dataset.asked, split, label, start, PER_PAGE],
    queryFn: ({ signal }) =>
      getSamples(
        dataset.kind,
        { fields: dataset.asked, split, label, start, count: PER_PAGE },
        signal,
      ),
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: (before) => before,
  });
  const [chosen, setChosen] = useState(0);
  // A new page begins with its first sample, so that a number that was looked up is what stands large.
  const [seen, setSeen] = useState(place);
  if (seen !== place) {
    setSeen(place);
    setChosen(0);
  }
  if (page.error) {
    return <PanelError message={errorText(page.error)} onRetry={() => void page.refetch()} />;
  }
  const samples = page.data;
  if (samples === undefined) return <div className={styles.grid} data-empty />;
  const at = Math.min(chosen, samples.indices.length - 1);
  return (
    <>
      <Pager place={place} shown={samples.indices.length} total={samples.total} onPlace={onPlace} />
      <ul className={styles.grid} data-drawn={isDrawn(samples.columns[0])}>
        {samples.indices.map((index, sample) => (
          <li key={index}>
            <Cell
              {...{ dataset, samples, sample }}
              pressed={sample === at}
              onPress={() => setChosen(sample)}
            />
          </li>
        ))}
      </ul>
      {at >= 0 && <Detail dataset={dataset} split={split} samples={samples} sample={at} />}
    </>
  );
}

/** What each sample is to be answered with. */
function answersOf(dataset: DatasetBody, { columns }: Samples): (at: number) => string {
  const target = columns.at(-1);
  const asked = dataset.fields.find(({ name }) => name === target?.name);
  return (at) => (asked && target ? figuresOf(asked, target.values[at]) : "");
}

interface PagerProps {
  place: SettingsPlace;
  shown: number;
  total: number;
  onPlace: (place: SettingsPlace) => void;
}

function Pager({ place, shown, total, onPlace }: PagerProps) {
  const { t } = useSetupTexts();
  const { start } = place;
  return (
    <div className={styles.pager}>
      <IconButton
        size="sm"
        label={t("data.before")}
        disabled={start === 0}
        onClick={() => onPlace({ ...place, start: Math.max(0, start - PER_PAGE) })}
      >
        <ChevronLeft />
      </IconButton>
      <span aria-live="polite">
        {t("data.page", {
          first: count(start + 1),
          last: count(start + shown),
          total: count(total),
        })}
      </span>
      <IconButton
        size="sm"
        label={t("data.after")}
        disabled={start + shown >= total}
        onClick={() => onPlace({ ...place, start: start + PER_PAGE })}
      >
        <ChevronRight />
      </IconButton>
    </div>
  );
}

interface CellProps {
  dataset: DatasetBody;
  samples: Samples;
  sample: number;
  pressed: boolean;
  onPress: () => void;
}

function Cell({ dataset, samples, sample, pressed, onPress }: CellProps) {
  const { t } = useSetupTexts();
  const number = count((samples.indices[sample] ?? 0) + 1);
  const answer = answersOf(dataset, samples);
  const name = classNames(dataset).length > 0 ? answer(sample) : "";
  return (
    <button
      type="button"
      className={styles.cell}
      aria-label={name === "" ? t("data.plainCell", { number }) : t("data.cell", { number, name })}
      aria-pressed={pressed}
      onClick={onPress}
    >
      <SamplePicture {...{ dataset, samples, sample }} />
    </button>
  );
}

interface DetailProps {
  dataset: DatasetBody;
  split: Split;
  samples: Samples;
  sample: number;
}

/** The sample at a size that can be judged; one of the test set can be sent through the network. */
function Detail({ dataset, split, samples, sample }: DetailProps) {
  const { t } = useSetupTexts();
  const index = samples.indices[sample] ?? 0;
  const answer = answersOf(dataset, samples);
  return (
    <div className={styles.detail}>
      <SamplePicture {...{ dataset, samples, sample }} named />
      <div>
        <p>
          <b>{answer(sample)}</b>
        </p>
        <p className={setup.note}>{t(`data.${split}Number`, { number: count(index + 1) })}</p>
        {split === "test" && (
          <Button
            variant="default"
            size="compact-sm"
            onClick={() => choose({ kind: "sample", sample: index })}
          >
            {t("data.show")}
          </Button>
        )}
      </div>
    </div>
  );
}
