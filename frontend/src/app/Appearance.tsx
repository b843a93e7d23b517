import { MantineProvider } from "@mantine/core";
import { type ReactNode, useEffect } from "react";
import { switchTexts } from "@/locales/i18n";
import { useAppearance, useResolvedScheme } from "@/ui/appearance";
import { styleNonce } from "@/ui/nonce";
import { cssVariables, theme } from "@/ui/theme";

/** Theme and language on the document, and nothing reloads when they change. */
export function Appearance({ children }: { children: ReactNode }) {
  const scheme = useResolvedScheme();
  const language = useAppearance((state) => state.language);

  useEffect(() => {
    document.documentElement.dataset.theme = scheme;
  }, [scheme]);
  useEffect(() => {
    document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
    void switchTexts(language);
  }, [language]);

  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      forceColorScheme={scheme}
      getStyleNonce={styleNonce}
    >
      {children}
    </MantineProvider>
  );
}
