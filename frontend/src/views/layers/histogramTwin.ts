import type { useTranslation } from "react-i18next";
import { integers } from "@/api/wire";
import type { NodeHistogram } from "@/schema/schema.gen";
import { count, decimal } from "@/ui/format";
import type { TwinTable } from "../canvas/TextTwin";

type Translate = ReturnType<typeof useTranslation<"views">>["t"];

/** How many values lie in each bin. */
export function histogramTwin(histogram: NodeHistogram, t: Translate): TwinTable {
  const counts = integers(histogram.counts);
  const width = (histogram.high - histogram.low) / Math.max(1, counts.length);
  return {
    columns: [t("weights.from"), t("weights.to"), t("weights.count")],
    rows: Array.from(counts, (each, bin) => [
      decimal(histogram.low + bin * width, 3),
      decimal(histogram.low + (bin + 1) * width, 3),
      count(each),
    ]),
  };
}
