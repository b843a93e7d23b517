import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { getExperiment } from "@/api/experiments";
import { documentStore } from "@/graph/documentStore";
import { keepMine } from "../useExperimentSession";
import styles from "./Conflict.module.css";

async function takeTheirs(): Promise<void> {
  const saved = await getExperiment(documentStore.getState().id);
  documentStore.getState().adopt(saved.document, saved.revision);
}

/** Another tab saved first: which copy stays. Taking the other one can be undone. */
export function Conflict() {
  const { t } = useTranslation("editor");
  return (
    <div className={styles.band} role="alert">
      <p>{t("conflict.title")}</p>
      <Button size="compact-sm" variant="default" onClick={() => void takeTheirs()}>
        {t("conflict.theirs")}
      </Button>
      <Button size="compact-sm" variant="default" onClick={() => void keepMine()}>
        {t("conflict.mine")}
      </Button>
    </div>
  );
}
