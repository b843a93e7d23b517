import { useCallback, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { watchedRun } from "@/api/runStore";
import type { Metric } from "@/schema/schema.gen";
import { count, decimal, learningRate, measured } from "@/ui/format";
import { type MetricNames, useMetricNames } from "@/views/run/useMetricNames";
import { useSettingName } from "@/views/run/useSettingName";
import { type News, newsOf, sameNews } from "./news";

const AT_MOST_EVERY_MS = 10_000;

/** Says how the run is going, for those who don't see the curves; seldom, and only what changed. */
export function Narration() {
  const sentence = useSentence();
  const [text, setText] = useState("");
  useEffect(() => {
    let told: News | null = null;
    let last = Number.NEGATIVE_INFINITY;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      const now = newsOf(watchedRun);
      if (now === null || sameNews(told, now)) return;
      const wait = last + AT_MOST_EVERY_MS - performance.now();
      if (wait > 0) {
        timer ??= setTimeout(() => {
          timer = undefined;
          look();
        }, wait);
        return;
      }
      setText(sentence(told, now));
      told = now;
      last = performance.now();
    };
    look();
    const end = watchedRun.summary.subscribe(look);
    return () => {
      end();
      clearTimeout(timer);
    };
  }, [sentence]);
  return (
    <p className="visually-hidden" aria-live="polite">
      {text}
    </p>
  );
}

function useSentence() {
  const { t } = useTranslation("run");
  const settingName = useSettingName();
  const names = useMetricNames();
  return useCallback(
    (told: News | null, now: News) => {
      // Back from a replay, or gone into one, nothing rose or fell.
      const before = told?.run === now.run && told.replay === now.replay ? told : null;
      if (now.replay) return replayed(t, names, now);
      const parts: string[] = [];
      const state = t(`states.${now.state}`);
      parts.push(
        before?.state === now.state
          ? t("narration.step", { step: count(now.step) })
          : t("narration.state", { state, step: count(now.step) }),
      );
      if (now.change !== null && now.change.step !== before?.change?.step) {
        const { name, value } = now.change;
        const setting = settingName(name);
        parts.push(t("narration.change", { setting, value: learningRate(value) }));
      }
      if (now.value !== null) {
        const words = { name: names.full(now.metric), value: measured(now.value, now.metric) };
        const gain = before?.value == null ? 0 : now.value - before.value;
        const by = distance(gain, now.metric);
        if (by === null) parts.push(t("narration.figure", words));
        else parts.push(t(gain > 0 ? "narration.up" : "narration.down", { ...words, by }));
      }
      return parts.join(" ");
    },
    [t, settingName, names],
  );
}

type Translate = ReturnType<typeof useTranslation<"run">>["t"];

/** Where the playhead stands, and the last evaluation by then. */
function replayed(t: Translate, names: MetricNames, now: News): string {
  const { step, metric, value, evaluated } = now;
  const where = t("narration.replay", { step: count(step) });
  if (value === null || evaluated === null) return where;
  const words = {
    name: names.full(metric),
    value: measured(value, metric),
    step: count(evaluated),
  };
  return `${where} ${t("narration.figureAt", words)}`;
}

/** How far it rose or fell, a share in points of percent; null where that is not worth a word. */
function distance(gain: number, metric: Metric): string | null {
  if (metric.unit !== "share") return gain === 0 ? null : measured(Math.abs(gain), metric);
  const points = Math.abs(100 * gain);
  return points < 0.05 ? null : decimal(points, 1);
}
