import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { fetchTexts } from "@/locales/otherTexts";
import { ROOMS, type Say } from "@/ui/actions";
import { useAppearance } from "@/ui/appearance";
import { addLaterTexts } from "@/ui/laterTexts";

/** Words of the reader's language, and of the other once they are here. */
export function useLanguages(): readonly [Say, ...Say[]] {
  const { i18n } = useTranslation();
  useState(addLaterTexts);
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
  const say = (spoken: string) => i18n.getFixedT(spoken, ROOMS) as Say;
  return here === other ? [say(language), say(other)] : [say(language)];
}
