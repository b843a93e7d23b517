import { useCallback, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { watchedRun } from "@/api/runStore";
import { count, loss as figure } from "@/ui/format";
import { Figure, type Sheet } from "../canvas/Figure";
import { NothingRead } from "../canvas/NothingRead";
import { QuietWords } from "../canvas/QuietWords";
import { filmOf } from "../run/shown";
import { useShownFrame } from "../run/useShownFrame";
import { BINS, type Spread, type Strip, spreadsOf, stripOf } from "./histogram";
import { LayerName, LayerRows } from "./LayerRows";

interface HistogramsViewProps {
  role: string;
  of: Spread;
}

/** How a layer's values are spread, over the steps: one strip a layer, darker where more values lie. */
export function HistogramsView({ role, of }: HistogramsViewProps) {
  const { t } = useTranslation("views");
  const reading = useShownFrame("histograms", role);
  if (reading === null) {
    const waiting = t("histograms.empty");
    return <NothingRead role={role} frame="histograms" probe="histograms" waiting={waiting} />;
  }
  const nodes = spreadsOf(reading.frame, of).map(({ node }) => node);
  if (nodes.length === 0) return <QuietWords>{t("histograms.none")}</QuietWords>;
  return <Strips key={of} role={role} of={of} names={nodes.join(" ")} />;
}

function Strips({ role, of, names }: { role: string; of: Spread; names: string }) {
  const { t } = useTranslation("views");
  const nodes = useMemo(() => names.split(" "), [names]);
  const strips = useCallback(() => {
    const exposures = filmOf("histograms", role)?.until(watchedRun.data.step) ?? [];
    return nodes.map((node) => stripOf(exposures, of, node));
  }, [role, of, nodes]);
  const draw = useCallback((sheet: Sheet) => paintStrips(sheet, strips()), [strips]);
  const twin = useCallback(
    () => ({
      columns: [t("step"), ...nodes],
      rows: (strips()[0]?.steps ?? []).map((step, at) => [
        count(step),
        ...strips().map((strip) => spreadWords(strip, at)),
      ]),
    }),
    [nodes, strips, t],
  );
  return (
    <LayerRows
      rows={nodes.length}
      tall
      drawing={
        <Figure
          label={`${t("histograms.name")}: ${t(`histograms.of.${of}`)}`}
          topics={["histograms", "playhead"]}
          draw={draw}
          twin={twin}
        />
      }
    >
      {nodes.map((node) => (
        <LayerName key={node} node={node} />
      ))}
    </LayerRows>
  );
}

/** Where the middle half of the values lies. */
function spreadWords(strip: Strip | null, at: number): string {
  const bins = strip?.columns[at];
  if (strip === null || bins === undefined) return "–";
  const total = bins.reduce((sum, share) => sum + share, 0);
  const quantile = (share: number) => {
    let passed = 0;
    const bin = bins.findIndex((each) => {
      passed += each;
      return passed >= total * share;
    });
    return strip.low + ((bin + 0.5) / BINS) * (strip.high - strip.low);
  };
  return `${figure(quantile(0.25))} … ${figure(quantile(0.75))}`;
}

const FIGURES_WIDTH = 46;
const ROW_GAP = 4;
const FOOT = 16;

function paintStrips(sheet: Sheet, strips: readonly (Strip | null)[]): void {
  const { context, palette, width } = sheet;
  const { data, at } = watchedRun;
  const end = Math.max(1, data.totalSteps, data.step);
  const wide = width - FIGURES_WIDTH;
  const tall = (sheet.height - FOOT) / Math.max(1, strips.length);
  const x = (step: number) => (wide * step) / end;
  context.textBaseline = "middle";
  strips.forEach((strip, row) => {
    const box = { top: row * tall + ROW_GAP / 2, height: tall - ROW_GAP };
    context.fillStyle = palette.sunken;
    context.fillRect(0, box.top, wide, box.height);
    if (strip === null) return;
    paintStrip(sheet, strip, { ...box, x });
    context.fillStyle = palette.text3;
    context.font = `10.5px ${palette.font}`;
    context.textAlign = "left";
    context.fillText(figure(strip.high), wide + 4, box.top + 6);
    context.fillText(strip.low === 0 ? "0" : figure(strip.low), wide + 4, box.top + box.height - 6);
  });
  context.fillStyle = palette.accent;
  context.fillRect(Math.round(x(at)), 0, 1, sheet.height - FOOT);
  context.fillStyle = palette.text3;
  context.textBaseline = "alphabetic";
  context.textAlign = "left";
  context.fillText("0", 0, sheet.height - 3);
  context.textAlign = "right";
  context.fillText(count(end), wide, sheet.height - 3);
}

let scratch: HTMLCanvasElement | null = null;

/** One bitmap pixel a bin and reading; stretched over the steps until the next reading. */
function paintStrip(
  { context, palette }: Sheet,
  strip: Strip,
  box: { top: number; height: number; x: (step: number) => number },
): void {
  scratch ??= document.createElement("canvas");
  scratch.width = strip.columns.length;
  scratch.height = BINS;
  const small = scratch.getContext("2d");
  if (small === null) return;
  const image = small.createImageData(scratch.width, BINS);
  const words = new Uint32Array(image.data.buffer);
  const last = palette.magnitude.length - 1;
  strip.columns.forEach((bins, column) => {
    bins.forEach((share, bin) => {
      // The root lets thin tails be seen beside a full middle.
      const colour = palette.magnitude[Math.round(Math.sqrt(share) * last)] ?? 0;
      words[(BINS - 1 - bin) * strip.columns.length + column] = colour;
    });
  });
  small.putImageData(image, 0, 0);
  context.imageSmoothingEnabled = false;
  strip.steps.forEach((step, column) => {
    const left = column === 0 ? box.x(0) : box.x(step);
    const right = box.x(strip.steps[column + 1] ?? watchedRun.data.step);
    const wide = Math.max(0.5, right - left);
    if (scratch === null) return;
    context.drawImage(scratch, column, 0, 1, BINS, left, box.top, wide, box.height);
  });
}
