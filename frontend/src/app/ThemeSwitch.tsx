import { Moon, Sun } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useAppearance, useResolvedScheme } from "@/ui/appearance";
import { IconButton } from "@/ui/IconButton";

export function ThemeSwitch() {
  const { t } = useTranslation();
  const scheme = useResolvedScheme();
  const setScheme = useAppearance((state) => state.setScheme);
  const other = scheme === "dark" ? "light" : "dark";
  return (
    <IconButton
      label={other === "dark" ? t("theme.toDark") : t("theme.toLight")}
      onClick={() => setScheme(other)}
    >
      {other === "dark" ? <Moon /> : <Sun />}
    </IconButton>
  );
}
