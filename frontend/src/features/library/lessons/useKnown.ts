import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { fetchTexts } from "@/locales/otherTexts";
import { useAppearance } from "@/ui/appearance";
import type { Known } from "./finding";

/** What data sets and lessons are called in both languages, once the other one's words are here. */
export function useKnown(): Known {
  const { i18n } = useTranslation(["lessons", "editor"]);
  const language = useAppearance((state) => state.language);
  const other = language === "zh" ? "en" : "zh";
  const [here, setHere] = useState("");
  useEffect(() => {
    let wanted = true;
    void fetchTexts(other).then(() => wanted && setHere(other));
    return () => {
      wanted = false;
    };
  }, [other]);
  return useMemo(() => {
    const spoken = here === other ? [language, other] : [language];
    const say = (key: string) =>
      spoken.flatMap((each) =>
        i18n.exists(key, { lng: each }) ? [String(i18n.getFixedT(each)(key as never))] : [],
      );
    return {
      dataset: (kind) => say(`editor:datasets.${kind}`),
      lesson: (lesson) => [
        ...say(`lessons:lessons.${lesson}.name`),
        ...say(`lessons:lessons.${lesson}.title`),
      ],
    };
  }, [here, other, language, i18n]);
}
