import type { Samples } from "@/api/datasets";
import type { DatasetBody } from "@/schema/schema.gen";
import { BoxesOver } from "@/views/boxes/BoxesOver";
import { trueBoxes } from "@/views/boxes/boxes";
import { Entry } from "./entries";
import styles from "./Samples.module.css";

interface SamplePictureProps {
  dataset: DatasetBody;
  samples: Samples;
  sample: number;
  /** Large enough for the boxes to bear the names of their classes. */
  named?: boolean;
}

/** What enters a network of one sample; over a picture the true boxes, where the data have any. */
export function SamplePicture({ dataset, samples, sample, named = false }: SamplePictureProps) {
  const [input] = samples.columns;
  const field = dataset.fields.find(({ name }) => name === input?.name);
  const [, height, width] = field?.value.kind === "image" ? field.value.sides.map(Number) : [];
  const boxes = trueBoxes(samples, sample);
  const names = dataset.fields.find(({ value }) => value.kind === "labels")?.names;
  return (
    <span className={styles.picture}>
      {field && input && <Entry field={field} column={input} at={sample} />}
      {boxes.length > 0 && width !== undefined && height !== undefined && (
        <BoxesOver truth={boxes} {...{ width, height }} names={(named && names) || []} />
      )}
    </span>
  );
}
