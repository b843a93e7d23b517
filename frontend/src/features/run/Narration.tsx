import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { watchedRun } from "@/api/runStore";
import { count, percent } from "@/ui/format";

const AT_MOST_EVERY_MS = 10_000;

/** Says how the run is going, for those who don't see the curves; seldom, and only what changed. */
export function Narration() {
  const { t } = useTranslation("run");
  const [text, setText] = useState("");
  useEffect(() => {
    let told = "";
    const timer = setInterval(() => {
      const { state, testAccuracy, step } = watchedRun.summary.getState();
      const news = `${state} ${testAccuracy}`;
      if (state === null || testAccuracy === null || news === told) return;
      told = news;
      const accuracy = percent(testAccuracy);
      setText(t("narration", { state: t(`states.${state}`), step: count(step), accuracy }));
    }, AT_MOST_EVERY_MS);
    return () => clearInterval(timer);
  }, [t]);
  return (
    <p className="visually-hidden" aria-live="polite">
      {text}
    </p>
  );
}
