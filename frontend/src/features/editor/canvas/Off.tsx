import { useTranslation } from "react-i18next";
import styles from "./Off.module.css";

/** Over a tile or bead that is switched off: the wire runs through it. */
export function Off() {
  const { t } = useTranslation("editor");
  return (
    <span className={styles.off}>
      <b>{t("node.off")}</b>
    </span>
  );
}
