import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { count, decimal } from "@/ui/format";
import { brokenBy } from "../canvas/canvas";
import { Figure, type Sheet } from "../canvas/Figure";
import { ShownStep } from "../canvas/ShownStep";
import styles from "../layers/LayerReadings.module.css";
import { ChannelChooser } from "./ChannelChooser";
import { type KernelsReading, useShownKernels } from "./kernelChannels";
import { kernelMaps } from "./kernels";
import { type Layout, paintLarge } from "./largeLayout";
import { useUntaught } from "./TileSaid";

const COLUMNS = 8;
const GAP = 3;
const MOST = 64;

/** The chosen convolution's kernels, large enough to read. Nothing for other layers. */
export function KernelsSection({ role, node }: { role: string; node: string }) {
  const reading = useShownKernels(role, node);
  return reading === null ? null : <Kernels role={role} reading={reading} />;
}

function Kernels({ role, reading }: { role: string; reading: KernelsReading }) {
  const { t } = useTranslation("views");
  const { kernels, step, place, channel } = reading;
  const untaught = useUntaught(role, kernels.node, "conv2d", "kernels");
  const [filters, , height, width] = kernels.shape;
  const shown = Math.min(filters, MOST);
  const rows = Math.ceil(shown / COLUMNS);
  const draw = useCallback(
    (sheet: Sheet) => {
      if (place < 0) return;
      const maps = kernelMaps(kernels, place, MOST);
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
    [kernels, place, rows, shown, width, height],
  );
  const twin = useCallback(() => {
    const maps = kernelMaps(kernels, Math.max(0, place), MOST);
    const values = new Int8Array(maps.values.buffer);
    const size = width * height;
    return {
      columns: [
        t("kernels.kernel"),
        ...Array.from({ length: size }, (_, at) => `${Math.floor(at / width)},${at % width}`),
      ],
      rows: Array.from({ length: place < 0 ? 0 : shown }, (_, filter) => [
        count(filter + 1),
        ...Array.from(values.subarray(filter * size, (filter + 1) * size), (value) =>
          decimal(brokenBy(maps) ? Number.NaN : (value / 127) * maps.scale, 3),
        ),
      ]),
    };
  }, [kernels, place, shown, width, height, t]);
  const words = { shown: count(shown), all: count(filters) };
  return (
    <section className={styles.section}>
      <div className={styles.head}>
        <h3>{t("kernels.title")}</h3>
        {untaught ? <span>{t("untrained.short")}</span> : <ShownStep step={step} />}
        <span>
          {t(shown < filters ? "kernels.some" : "kernels.count", words)}{" "}
          <ChannelChooser role={role} reading={reading} />
        </span>
      </div>
      <div
        className={styles.kernels}
        style={{ aspectRatio: `${COLUMNS * width} / ${rows * height}` }}
      >
        <Figure
          label={t("kernels.labelOf", { node: kernels.node, channel: channel + 1 })}
          topics={[]}
          draw={draw}
          twin={twin}
        />
      </div>
    </section>
  );
}
