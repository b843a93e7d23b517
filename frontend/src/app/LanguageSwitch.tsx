import { useTranslation } from "react-i18next";
import { useAppearance } from "@/ui/appearance";
import { Segmented } from "@/ui/Segmented";

const LANGUAGES = [
  { value: "en", label: "EN", lang: "en" },
  { value: "zh", label: "中文", lang: "zh-CN" },
] as const;

export function LanguageSwitch() {
  const { t } = useTranslation();
  const language = useAppearance((state) => state.language);
  const setLanguage = useAppearance((state) => state.setLanguage);
  return (
    <Segmented label={t("language")} value={language} segments={LANGUAGES} onChange={setLanguage} />
  );
}
