import { useCallback, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { watchedRun } from "@/api/runStore";
import { count, decimal, learningRate, percent } from "@/ui/format";
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
  return useCallback(
    (told: News | null, now: News) => {
      // Back from a replay, or gone into one, nothing rose or fell.
      const before = told?.run === now.run && told.replay === now.replay ? told : null;
      if (now.replay) return replayed(t, now);
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
      if (now.accuracy !== null) {
        const accuracy = percent(now.accuracy);
        const by = before?.accuracy == null ? 0 : 100 * (now.accuracy - before.accuracy);
        const points = decimal(Math.abs(by), 1);
        if (Math.abs(by) < 0.05) parts.push(t("narration.accuracy", { accuracy }));
        else if (by > 0) parts.push(t("narration.up", { accuracy, by: points }));
        else parts.push(t("narration.down", { accuracy, by: points }));
      }
      return parts.join(" ");
    },
    [t, settingName],
  );
}

type Translate = ReturnType<typeof useTranslation<"run">>["t"];

/** Where the playhead stands, and the last evaluation by then. */
function replayed(t: Translate, { step, accuracy, evaluated }: News): string {
  const where = t("narration.replay", { step: count(step) });
  if (accuracy === null || evaluated === null) return where;
  const words = { accuracy: percent(accuracy), step: count(evaluated) };
  return `${where} ${t("narration.accuracyAt", words)}`;
}
