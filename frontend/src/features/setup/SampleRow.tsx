import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { inputField } from "@/api/dataFields";
import { getSamples, picturesOf, type Split } from "@/api/datasets";
import { count } from "@/ui/format";
import { useSetupTexts } from "@/ui/laterTexts";
import { usePalette } from "@/views/canvas/palette";
import type { SetDataset } from "@/views/run/useAsSet";
import { Entry } from "./entries";
import { paintRow } from "./paintSamples";
import styles from "./Samples.module.css";

const SHOWN = 7;

interface SampleRowProps {
  dataset: SetDataset;
  split: Split;
  label: number;
  name: string;
  onOpen: () => void;
}

/** A few samples of one class, and how many there are. A press shows them all. */
export function SampleRow({ dataset, split, label, name, onOpen }: SampleRowProps) {
  const { t } = useSetupTexts();
  const canvas = useRef<HTMLCanvasElement>(null);
  const palette = usePalette();
  const samples = useQuery({
    queryKey: ["samples", dataset.kind, dataset.asked, split, label],
    queryFn: ({ signal }) =>
      getSamples(dataset.kind, { fields: dataset.asked, split, label, count: SHOWN }, signal),
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: (before) => before,
  });
  useEffect(() => {
    const pictures = picturesOf(samples.data?.columns[0]);
    if (canvas.current && pictures) paintRow(canvas.current, pictures, palette, SHOWN);
  }, [samples.data, palette]);
  const [input, column] = [inputField(dataset), samples.data?.columns[0]];
  const total = count(samples.data?.total);
  const shown = input?.value.kind === "vector" ? 1 : (column?.values.length ?? 0);
  const places = [...Array(shown).keys()];
  return (
    <li>
      <button
        type="button"
        className={styles.class}
        title={t("data.row", { name, total })}
        onClick={onOpen}
      >
        <span>{name}</span>
        {input?.value.kind === "image" ? (
          <canvas ref={canvas} />
        ) : (
          <span className={styles.entry} data-kind={input?.value.kind}>
            {input &&
              column &&
              places.map((at) => (
                <span key={at}>
                  <Entry field={input} column={column} at={at} />
                </span>
              ))}
          </span>
        )}
        <span className={styles.count}>{total}</span>
      </button>
    </li>
  );
}
