import { useEffect } from "react";
import { useTranslation } from "react-i18next";

/** The tab's title: the page, then the product. */
export function usePageTitle(page: string | undefined): void {
  const { t } = useTranslation("app");
  useEffect(() => {
    document.title = page === undefined ? "Layerlab" : t("title", { page });
  }, [page, t]);
}
