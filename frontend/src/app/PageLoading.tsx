import { useTranslation } from "react-i18next";
import { LoadingBlocks } from "@/ui/LoadingBlocks";
import styles from "./PageLoading.module.css";

/** The frame that every page has, before its code or its data is here. */
export function PageLoading() {
  const { t } = useTranslation("common");
  return (
    <main className={styles.page}>
      <LoadingBlocks sentence={t("loading")} reason={t("loadingReason")}>
        <div className={styles.bar} />
      </LoadingBlocks>
    </main>
  );
}
