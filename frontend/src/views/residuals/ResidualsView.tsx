import { useCallback, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { loss as figure } from "@/ui/format";
import { Figure, type Sheet } from "../canvas/Figure";
import { NothingRead } from "../canvas/NothingRead";
import { ShownStep } from "../canvas/ShownStep";
import { useShownFrame } from "../run/useShownFrame";
import { useToldRole } from "../run/useSnapshot";
import { paintResiduals } from "./paintResiduals";
import styles from "./ResidualsView.module.css";
import { type DecodedResiduals, residualsOf } from "./residuals";

/** How far each answer lies above or below the truth, over the answer. Around the line at 0 lies what is right. */
export function ResidualsView({ name = "" }: { name?: string | undefined }) {
  const { t } = useTranslation("views");
  const role = useToldRole();
  const reading = useShownFrame("residuals", role);
  const frame = reading?.frame ?? null;
  const told = useMemo(() => (frame === null ? null : residualsOf(frame)), [frame]);
  const draw = useCallback(
    (sheet: Sheet) => {
      if (told !== null) paintResiduals(sheet, told);
    },
    [told],
  );
  if (told === null) {
    const waiting = t("residuals.empty");
    return <NothingRead role={role} frame="residuals" probe="residuals" waiting={waiting} />;
  }
  const words = [t("residuals.answer"), t("residuals.residual")] as const;
  return (
    <div className={styles.view}>
      <div className={styles.room}>
        <Figure
          label={t("residuals.name")}
          topics={[]}
          draw={draw}
          twin={() => twin(told, words)}
        />
      </div>
      <p className={styles.read}>
        <ShownStep step={reading?.step} /> {name}{" "}
        {t("residuals.read", { mean: figure(told.mean), bias: figure(told.bias) })}
      </p>
    </div>
  );
}

const MOST_ROWS = 100;

function twin({ answers, residuals }: DecodedResiduals, columns: readonly [string, string]) {
  const rows = Array.from(answers.subarray(0, MOST_ROWS), (answer, at) => [
    figure(answer),
    figure(residuals[at]),
  ]);
  return { columns: [...columns], rows };
}
