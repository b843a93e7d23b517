import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import styles from "./Conflict.module.css";
import { copies } from "./copies";

/** Another tab saved first: which copy stays. */
export function Conflict() {
  const { t } = useTranslation("editor");
  return (
    <div className={styles.band} data-floats role="alert">
      <p>{t("conflict.title")}</p>
      {(["theirs", "mine"] as const).map((which) => (
        <Button
          key={which}
          size="compact-sm"
          variant="default"
          onClick={() => void copies[which]()}
        >
          {t(`conflict.${which}`)}
        </Button>
      ))}
    </div>
  );
}
