import { useTranslation } from "react-i18next";
import { Block, LoadingBlocks } from "@/ui/LoadingBlocks";
import styles from "./StudioLoading.module.css";

const NODES = [92, 150, 110, 140, 110] as const;

/** The studio to come: its rooms in their places, and blocks where the network will stand. */
export function StudioLoading() {
  const { t } = useTranslation("common");
  return (
    <main className={styles.page}>
      <LoadingBlocks sentence={t("loading")} reason={t("loadingReason")}>
        <div className={styles.rooms}>
          <div className={styles.top} />
          <div className={styles.rail} />
          <div className={styles.canvas}>
            {NODES.map((height, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a drawing that never changes
              <Block key={index} width={120} height={height} />
            ))}
          </div>
          <div className={styles.inspector} />
          <div className={styles.dock} />
          <div className={styles.transport} />
        </div>
      </LoadingBlocks>
    </main>
  );
}
