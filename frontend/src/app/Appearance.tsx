import { MantineProvider } from "@mantine/core";
import { type ReactNode, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useAppearance, useResolvedScheme } from "@/ui/appearance";
import { cssVariables, theme } from "@/ui/theme";

function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? "";
}

/** Theme and language on the document, and nothing reloads when they change. */
export function Appearance({ children }: { children: ReactNode }) {
  const scheme = useResolvedScheme();
  const language = useAppearance((state) => state.language);
  const { i18n } = useTranslation();

  useEffect(() => {
    document.documentElement.dataset.theme = scheme;
  }, [scheme]);
  useEffect(() => {
    document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
    void i18n.changeLanguage(language);
  }, [language, i18n]);

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
