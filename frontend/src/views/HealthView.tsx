import { useCallback, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { watchedRun } from "@/api/runStore";
import { documentStore } from "@/graph/documentStore";
import type { LayerHealthFrame, NodeHealth } from "@/schema/schema.gen";
import { count } from "@/ui/format";
import { Figure, type Sheet } from "./Figure";
import styles from "./HealthView.module.css";
import { faulty, healthLines, type Measure, measured, measureOf, written } from "./health";
import { paintHealth } from "./paintHealth";
import { filmOf } from "./shown";
import { useShownFrame } from "./useShownFrame";

interface HealthViewProps {
  role: string;
  measure: Measure;
}

function select(node: string): void {
  documentStore.getState().select([node]);
}

/** How each layer learns, over the steps; what is wrong is named below, and leads to the layer. */
export function HealthView({ role, measure }: HealthViewProps) {
  const { t } = useTranslation("views");
  const reading = useShownFrame("layer_health", role);
  if (reading === null || reading.frame.nodes.length === 0) {
    return <p className={styles.empty}>{t("health.empty")}</p>;
  }
  const [first] = faulty(reading.frame);
  return (
    <div className={styles.view}>
      <Rows role={role} frame={reading.frame} measure={measure} />
      {first === undefined ? (
        <p className={styles.read}>{t(`health.band.${measure}`)}</p>
      ) : (
        <FaultLine health={first} />
      )}
    </div>
  );
}

/** The fault in words; pressed, it selects the layer. */
function FaultLine({ health }: { health: NodeHealth }) {
  const { t } = useTranslation("views");
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
      <button type="button" className={styles.fault} onClick={() => select(node)}>
        {t(`health.faults.${fault}`, words)}
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
  const { t } = useTranslation("views");
  const nodes = useMemo(() => frame.nodes.map(({ node }) => node).join(" "), [frame]);
  const draw = useCallback(
    (sheet: Sheet) => {
      const { data, at } = watchedRun;
      const lines = healthLines(filmOf("layer_health", role)?.until(at) ?? [], measure);
      const rows = nodes
        .split(" ")
        .map((node) => lines.find((line) => line.node === node) ?? { node, steps: [], values: [] });
      const end = Math.max(1, data.totalSteps, data.step);
      paintHealth(sheet, rows, { measure, end, at });
    },
    [role, measure, nodes],
  );
  const twin = useCallback(() => {
    const exposures = filmOf("layer_health", role)?.until(watchedRun.at) ?? [];
    const every = Math.max(1, Math.ceil(exposures.length / 24));
    const names = nodes.split(" ");
    return {
      columns: [t("step"), ...names],
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
  const span = { gridRow: `1 / span ${frame.nodes.length}` };
  return (
    <div className={styles.rows}>
      {frame.nodes.map((health) => (
        <Row key={health.node} health={health} measure={measure} />
      ))}
      <div className={styles.lines} style={span}>
        <Figure
          label={`${t("health.name")}: ${t(`health.measures.${measure}`)}`}
          topics={["layer_health", "playhead"]}
          draw={draw}
          twin={twin}
        />
      </div>
    </div>
  );
}

function Row({ health, measure }: { health: NodeHealth; measure: Measure }) {
  const ill = health.fault !== "" && measureOf(health.fault) === measure;
  return (
    <>
      <button type="button" className={styles.name} onClick={() => select(health.node)}>
        {health.node}
      </button>
      <span className={styles.value} data-ill={ill}>
        {written(measured(health, measure), measure)}
      </span>
    </>
  );
}
