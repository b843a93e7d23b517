import { count, learningRate } from "@/ui/format";
import { useSetupTexts } from "@/ui/laterTexts";
import styles from "./Setup.module.css";
import { type Rates, rateCurve, type Schedule } from "./scheduleCurve";

const WIDTH = 264;
const HEIGHT = 56;
const POINTS = 200;

/** The schedule, drawn: step to the right, learning rate upwards from 0. */
export function SchedulePreview({ schedule, rates }: { schedule: Schedule; rates: Rates }) {
  const { t } = useSetupTexts();
  const curve = rateCurve(schedule, rates, POINTS);
  const most = Math.max(...curve.map(({ rate }) => rate), Number.MIN_VALUE);
  const path = curve.map(({ step, rate }) => {
    const x = (WIDTH * (step - 1)) / Math.max(1, rates.totalSteps - 1);
    return `${x.toFixed(1)} ${(HEIGHT - 2 - (HEIGHT - 6) * (rate / most)).toFixed(1)}`;
  });
  const label = t("training.preview", {
    steps: count(rates.totalSteps),
    first: learningRate(curve[0]?.rate),
    most: learningRate(most),
    last: learningRate(curve.at(-1)?.rate),
  });
  return (
    <figure className={styles.preview}>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={label}
      >
        <path className={styles.area} d={`M0 ${HEIGHT}L${path.join("L")}L${WIDTH} ${HEIGHT}`} />
        <path className={styles.line} d={`M${path.join("L")}`} vectorEffect="non-scaling-stroke" />
      </svg>
      <figcaption>
        <span>0</span>
        <span>{learningRate(most)}</span>
        <span>{count(rates.totalSteps)}</span>
      </figcaption>
    </figure>
  );
}
