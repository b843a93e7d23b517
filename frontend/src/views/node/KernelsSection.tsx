import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import type { NodeKernels } from "@/schema/schema.gen";
import { count, decimal } from "@/ui/format";
import { brokenBy } from "../canvas/canvas";
import { Figure, type Sheet } from "../canvas/Figure";
import { ShownStep } from "../canvas/ShownStep";
import styles from "../layers/LayerReadings.module.css";
import { useShownFrame } from "../run/useShownFrame";
import { kernelMaps, kernelsOf } from "./kernels";
import { type Layout, paintLarge } from "./largeLayout";

const COLUMNS = 8;
const GAP = 3;
const MOST = 64;

/** The chosen convolution's kernels, large enough to read. Nothing for other layers. */
export function KernelsSection({ role, node }: { role: string; node: string }) {
  const reading = useShownFrame("kernels", role);
  const kernels = kernelsOf(reading?.frame, node);
  return kernels === undefined ? null : <Kernels kernels={kernels} step={reading?.step} />;
}

function Kernels({ kernels, step }: { kernels: NodeKernels; step: number | undefined }) {
  const { t } = useTranslation("views");
  const [filters, , height, width] = kernels.shape;
  const shown = Math.min(filters, MOST);
  const rows = Math.ceil(shown / COLUMNS);
  const draw = useCallback(
    (sheet: Sheet) => {
      const maps = kernelMaps(kernels, 0, MOST);
      const across = (sheet.width - GAP * (COLUMNS - 1)) / COLUMNS / width;
      const down = (sheet.height - GAP * (rows - 1)) / rows / height;
      const layout: Layout = {
        maps: shown,
        columns: COLUMNS,
        width,
        height,
        pixel: Math.min(across, down),
        gap: GAP,
      };
      paintLarge(sheet, maps, layout);
    },
    [kernels, rows, shown, width, height],
  );
  const twin = useCallback(() => {
    const maps = kernelMaps(kernels, 0, MOST);
    const values = new Int8Array(maps.values.buffer);
    const size = width * height;
    return {
      columns: [
        t("kernels.kernel"),
        ...Array.from({ length: size }, (_, at) => `${Math.floor(at / width)},${at % width}`),
      ],
      rows: Array.from({ length: shown }, (_, filter) => [
        count(filter + 1),
        ...Array.from(values.subarray(filter * size, (filter + 1) * size), (value) =>
          decimal(brokenBy(maps) ? Number.NaN : (value / 127) * maps.scale, 3),
        ),
      ]),
    };
  }, [kernels, shown, width, height, t]);
  const words = { shown: count(shown), all: count(filters) };
  return (
    <section className={styles.section}>
      <div className={styles.head}>
        <h3>{t("kernels.title")}</h3>
        <ShownStep step={step} />
        <span>{t(shown < filters ? "kernels.some" : "kernels.count", words)}</span>
      </div>
      <div
        className={styles.kernels}
        style={{ aspectRatio: `${COLUMNS * width} / ${rows * height}` }}
      >
        <Figure
          label={t("kernels.label", { node: kernels.node })}
          topics={[]}
          draw={draw}
          twin={twin}
        />
      </div>
    </section>
  );
}
