import { Tooltip } from "@mantine/core";
import { useCallback, useMemo } from "react";
import { rateOf } from "@/api/metrics";
import { watchedRun } from "@/api/runStore";
import { rule } from "@/schema/health.gen";
import type { LayerHealthFrame, NodeHealth } from "@/schema/schema.gen";
import { count, decimal, percent } from "@/ui/format";
import { useHealthTexts } from "@/ui/laterTexts";
import { Figure, type Sheet } from "../canvas/Figure";
import { NothingRead } from "../canvas/NothingRead";
import { ShownStep } from "../canvas/ShownStep";
import { filmOf } from "../run/shown";
import { useShownFrame } from "../run/useShownFrame";
import styles from "./HealthView.module.css";
import {
  faulty,
  healthLines,
  type Measure,
  measured,
  measureOf,
  settling,
  steepestIn,
  written,
} from "./health";
import { LayerName, LayerRows, selectLayer } from "./LayerRows";
import { paintHealth } from "./paintHealth";

interface HealthViewProps {
  role: string;
  measure: Measure;
}

/** How each layer learns, over the steps; what is wrong is named below, and leads to the layer. */
export function HealthView({ role, measure }: HealthViewProps) {
  const { t } = useHealthTexts();
  const reading = useShownFrame("layer_health", role);
  if (reading === null || reading.frame.nodes.length === 0) {
    const waiting = t("empty");
    return <NothingRead role={role} frame="layer_health" probe="layer_health" waiting={waiting} />;
  }
  const [first] = faulty(reading.frame);
  return (
    <div className={styles.view}>
      <Rows role={role} frame={reading.frame} measure={measure} />
      {first === undefined ? (
        <p className={styles.read}>
          <ShownStep step={reading.step} /> <Rule measure={measure} settles={settles(reading)} />
        </p>
      ) : (
        <FaultLine health={first} step={reading.step} />
      )}
    </div>
  );
}

/** Whether the layers come to rest as the schedule lowers the rate. */
export function settles({ step, frame }: { step: number; frame: LayerHealthFrame }): boolean {
  const { train, metrics } = watchedRun.data;
  const rate = rateOf(metrics, frame.role);
  return settling(frame, step, (at) => train.at(rate, at));
}

const [LOW, HIGH] = rule.update;

/** What the green band means, and where the rule comes from. */
function Rule({ measure, settles }: { measure: Measure; settles: boolean }) {
  const { t } = useHealthTexts();
  const words = {
    low: decimal(LOW * 1000, 2),
    high: decimal(HIGH * 1000, 0),
    usual: decimal(rule.usual_update * 1000, 0),
    dead: percent(rule.dead, 0),
    steep: decimal(rule.steep, 0),
    steps: count(rule.held_steps),
  };
  const band = t(`band.${measure}`, words);
  return (
    <Tooltip label={t(`rule.${measure}`, words)} multiline w={300} events={TIP_EVENTS}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: its tooltip has to be reached by keys */}
      <span tabIndex={0} className={styles.rule}>
        {settles && measure === "update" ? t("settling") : band}
      </span>
    </Tooltip>
  );
}

const TIP_EVENTS = { hover: true, focus: true, touch: true };

/** The fault in words; pressed, it selects the layer. */
function FaultLine({ health, step }: { health: NodeHealth; step: number }) {
  const { t } = useHealthTexts();
  const { node, fault } = health;
  if (fault === "") return null;
  const words = {
    node,
    dead: written(health.dead_share, "dead"),
    gradient: written(health.gradient_norm, "gradient"),
    update: written(health.update_ratio, "update"),
  };
  return (
    <p className={styles.read}>
      <ShownStep step={step} />{" "}
      <button type="button" className={styles.fault} onClick={() => selectLayer(node)}>
        {t(`faults.${fault}`, words)}
      </button>
    </p>
  );
}

interface RowsProps {
  role: string;
  frame: LayerHealthFrame;
  measure: Measure;
}

function Rows({ role, frame, measure }: RowsProps) {
  const { t } = useHealthTexts();
  const steepest = steepestIn(frame.nodes);
  const nodes = useMemo(() => frame.nodes.map(({ node }) => node).join(" "), [frame]);
  const draw = useCallback(
    (sheet: Sheet) => {
      const { data, at } = watchedRun;
      const lines = healthLines(filmOf("layer_health", role)?.until(at) ?? [], measure);
      const rows = nodes
        .split(" ")
        .map((node) => lines.find((line) => line.node === node) ?? { node, steps: [], values: [] });
      const end = Math.max(1, data.totalSteps, data.step);
      paintHealth(sheet, rows, { measure, end, at, steepest });
    },
    [role, measure, nodes, steepest],
  );
  const twin = useCallback(() => {
    const exposures = filmOf("layer_health", role)?.until(watchedRun.at) ?? [];
    const every = Math.max(1, Math.ceil(exposures.length / 24));
    const names = nodes.split(" ");
    return {
      columns: [t("views:step"), ...names],
      rows: exposures
        .filter((_, at) => at % every === 0)
        .map(({ step, frame: each }) => [
          count(step),
          ...names.map((name) => {
            const found =
              each.kind === "layer_health"
                ? each.nodes.find(({ node }) => node === name)
                : undefined;
            return found === undefined ? "–" : written(measured(found, measure), measure);
          }),
        ]),
    };
  }, [role, measure, nodes, t]);
  return (
    <LayerRows
      rows={frame.nodes.length}
      drawing={
        <Figure
          label={`${t("name")}: ${t(`measures.${measure}`)}`}
          topics={["layer_health", "playhead"]}
          draw={draw}
          twin={twin}
        />
      }
    >
      {frame.nodes.map((health) => (
        <Row key={health.node} health={health} measure={measure} />
      ))}
    </LayerRows>
  );
}

function Row({ health, measure }: { health: NodeHealth; measure: Measure }) {
  const ill = health.fault !== "" && measureOf(health.fault) === measure;
  return (
    <>
      <LayerName node={health.node} />
      <span className={styles.value} data-ill={ill}>
        {written(measured(health, measure), measure)}
      </span>
    </>
  );
}
