import type { TFunction } from "i18next";
import { useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { loss as figure } from "@/ui/format";
import { Segmented } from "@/ui/Segmented";
import { Figure, type FigurePoint, type Sheet } from "../canvas/Figure";
import { NothingRead } from "../canvas/NothingRead";
import { useShownFrame } from "../run/useShownFrame";
import styles from "./ForecastView.module.css";
import {
  allAhead,
  bestSimple,
  drawnSimple,
  type Forecasts,
  forecastsOf,
  fromMoment,
  lookedAt,
  offBy,
  placeOf,
  type SimpleName,
  timeOf,
} from "./forecasts";
import { momentAt, paintAhead, paintForecasts } from "./paintForecasts";

/** What the newest evaluation told of the series. */
function useForecasts(role: string): Forecasts | null {
  const frame = useShownFrame("forecasts", role)?.frame ?? null;
  return useMemo(() => (frame === null ? null : forecastsOf(frame)), [frame]);
}

function Waiting({ role }: { role: string }) {
  const { t } = useTranslation("views");
  return (
    <NothingRead role={role} frame="forecasts" probe="forecasts" waiting={t("forecast.empty")} />
  );
}

/** A season, or so many steps, in words. */
function simpleName(t: TFunction<"views">, told: Forecasts, name: SimpleName): string {
  const every = t(`forecast.every.${told.every}`);
  const season = t("forecast.span", { count: told.season, every });
  return t(`forecast.simple.${name}`, { season, order: told.order });
}

/** Truth and forecast: from a moment that is dragged, or all forecasts of one horizon. */
export function ForecastView({ role }: { role: string }) {
  const told = useForecasts(role);
  return told === null ? <Waiting role={role} /> : <Told told={told} />;
}

function Told({ told }: { told: Forecasts }) {
  const { t } = useTranslation("views");
  const [chosen, setChosen] = useState<number | null>(null);
  const [steps, setSteps] = useState(0);
  const moment = Math.min(chosen ?? told.moments - 1, told.moments - 1);
  const tested = t("forecast.tested");
  const draw = useCallback(
    (sheet: Sheet) =>
      paintForecasts(sheet, told, {
        steps: Math.min(steps, told.horizon),
        moment,
        tested,
        time: (place) => timeOf(told, place),
      }),
    [told, steps, moment, tested],
  );
  const place = placeOf(told, moment);
  const time = timeOf(told, place);
  return (
    <div className={styles.view}>
      <div className={styles.head}>
        <ul className={styles.key}>
          <li data-line="truth">{t("forecast.truth")}</li>
          <li data-line="net">{t("forecast.net")}</li>
          {steps === 0 && (
            <li data-line="autoregression">{simpleName(t, told, "autoregression")}</li>
          )}
          {steps === 0 && <li data-line="seasonal">{simpleName(t, told, "seasonal")}</li>}
        </ul>
        <Segmented
          label={t("forecast.which")}
          value={String(steps)}
          segments={[
            { value: "0", label: t("forecast.one") },
            ...lookedAt(told.horizon).map((each) => ({
              value: String(each),
              label: <span title={t("forecast.allLong", { steps: each })}>+{each}</span>,
            })),
          ]}
          onChange={(value) => setSteps(Number(value))}
        />
      </div>
      <Room {...{ told, steps, moment, draw }} onMoment={setChosen} />
      <div className={styles.foot}>
        <label>
          <span>{t("forecast.moment")}</span>
          <input
            type="range"
            aria-valuetext={time}
            disabled={steps > 0}
            min={0}
            max={told.moments - 1}
            value={moment}
            onChange={(event) => setChosen(Number(event.target.value))}
          />
          <output>{time}</output>
        </label>
        <span>{steps === 0 && t("forecast.off", { error: figure(offBy(told, moment)) })}</span>
      </div>
    </div>
  );
}

interface RoomProps {
  told: Forecasts;
  steps: number;
  moment: number;
  draw: (sheet: Sheet) => void;
  onMoment: (moment: number) => void;
}

/** The chart: a press or a drag over it chooses the moment, arrows step it. */
function Room({ told, steps, moment, draw, onMoment }: RoomProps) {
  const { t } = useTranslation("views");
  const [width, setWidth] = useState(0);
  const [held, setHeld] = useState(false);
  const measured = useCallback(
    (sheet: Sheet) => {
      setWidth(sheet.width);
      draw(sheet);
    },
    [draw],
  );
  const put = (point: FigurePoint) => {
    if (steps === 0) onMoment(momentAt(width, point.x, told));
  };
  const key = (name: string) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[name];
    if (by === undefined || steps > 0) return false;
    onMoment(Math.min(told.moments - 1, Math.max(0, moment + by)));
    return true;
  };
  const twin = () => {
    const line = steps > 0 ? allAhead(told, steps) : fromMoment(told, moment, told.forecasts);
    const rows = line.places.map((place, at) => [
      timeOf(told, place),
      figure(told.values[place]),
      figure(line.values[at]),
    ]);
    return { columns: [t("forecast.time"), t("forecast.truth"), t("forecast.net")], rows };
  };
  return (
    <div
      className={styles.room}
      onPointerDown={() => setHeld(true)}
      onPointerUp={() => setHeld(false)}
      onPointerLeave={() => setHeld(false)}
    >
      <Figure
        label={t("forecast.name")}
        topics={[]}
        draw={measured}
        twin={twin}
        onKey={key}
        onPress={put}
        onHover={(point) => point !== null && held && put(point)}
      />
    </div>
  );
}

/** How far off forecasts are by how far ahead they look, beside those that take no network; and what that comes to. */
export function AheadView({ role }: { role: string }) {
  const told = useForecasts(role);
  return told === null ? <Waiting role={role} /> : <Ahead told={told} />;
}

function Ahead({ told }: { told: Forecasts }) {
  const { t } = useTranslation("views");
  const names = useMemo(() => told.simple.map(({ name }) => simpleName(t, told, name)), [told, t]);
  const draw = useCallback((sheet: Sheet) => paintAhead(sheet, told), [told]);
  const best = bestSimple(told);
  const twin = () => ({
    columns: [t("forecast.steps"), t("forecast.net"), ...names],
    rows: Array.from(told.ahead, (error, at) => [
      `+${at + 1}`,
      figure(error),
      ...told.simple.map(({ ahead }) => figure(ahead[at])),
    ]),
  });
  return (
    <div className={styles.view}>
      <ul className={styles.key}>
        <li data-line="net">
          {t("forecast.net")} <b>{figure(told.rmse)}</b>
        </li>
        {drawnSimple(told).map(({ name, rmse }) => (
          <li key={name} data-line={name}>
            {simpleName(t, told, name)} <b>{figure(rmse)}</b>
          </li>
        ))}
      </ul>
      <div className={styles.room}>
        <Figure label={t("forecast.aheadName")} topics={[]} draw={draw} twin={twin} />
      </div>
      {best !== null && (
        <p className={styles.verdict}>
          {t(told.rmse < best.rmse ? "forecast.beats" : "forecast.loses", {
            best: simpleName(t, told, best.name),
          })}
        </p>
      )}
    </div>
  );
}
