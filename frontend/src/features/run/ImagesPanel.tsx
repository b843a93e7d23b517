import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { classNames } from "@/api/dataFields";
import { getSamples, labelsOf } from "@/api/datasets";
import { count } from "@/ui/format";
import { SampleImage } from "@/views/ask/SampleImage";
import { pictureOf, pictureShape } from "@/views/ask/useSamples";
import { QuietWords } from "@/views/canvas/QuietWords";
import { useDataset } from "@/views/run/useDataset";
import styles from "./ImagesPanel.module.css";
import { Panel } from "./Panel";
import { useFewImages } from "./useFewImages";

/** All that is learnt from, where that is little. */
export function ImagesPanel() {
  const { t } = useTranslation("run");
  const dataset = useDataset();
  const few = useFewImages();
  const { kind, asked } = dataset ?? {};
  const { data } = useQuery({
    queryKey: ["training images", kind, asked, few],
    queryFn: ({ signal }) =>
      getSamples(kind ?? "", { split: "train", start: 0, count: few, fields: asked }, signal),
    enabled: kind !== undefined && few > 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const labels = data === undefined ? [] : labelsOf(data);
  const names = classNames(dataset);
  const each = ofEach(labels, names.length);
  const words = each > 0 ? t("images.each", { count: each }) : t("images.all", { count: few });
  const said = (at: number) => {
    const label = names[labels[at] ?? -1];
    const number = count(at + 1);
    return label === undefined
      ? t("images.image", { number })
      : t("images.labelled", { number, label });
  };
  return (
    <Panel title={t("panels.images")} reading={few > 0 && <span>{words}</span>}>
      {few === 0 ? (
        <QuietWords>{t("images.none")}</QuietWords>
      ) : (
        <ul className={styles.images}>
          {data?.indices.map((sample, at) => {
            const pixels = pictureOf(data, sample);
            return (
              <li key={sample} title={names[labels[at] ?? -1]}>
                <span role="img" aria-label={said(at)}>
                  {pixels && <SampleImage pixels={pixels} shape={pictureShape(data)} />}
                </span>
              </li>
            );
          })}
        </ul>
      )}
    </Panel>
  );
}

/** How many there are of each class; 0 where that differs, or there are none. */
function ofEach(labels: readonly number[], classes: number): number {
  const counts = Array.from({ length: classes }, () => 0);
  for (const label of labels) counts[label] = (counts[label] ?? 0) + 1;
  const [first = 0] = counts;
  return counts.every((found) => found === first) ? first : 0;
}
