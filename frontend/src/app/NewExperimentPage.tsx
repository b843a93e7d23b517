import { Lessons } from "@/features/library/lessons/Lessons";
import { useLibraryTexts } from "@/ui/laterTexts";
import { PanelBoundary } from "@/ui/PanelError";
import styles from "./NewExperimentPage.module.css";
import { TopBar } from "./TopBar";
import { usePageTitle } from "./usePageTitle";

/** What an experiment can begin with, lesson by lesson. */
export function NewExperimentPage() {
  const { t } = useLibraryTexts();
  usePageTitle(t("newExperiment"));
  return (
    <>
      <TopBar compact>
        <span className={styles.slash} aria-hidden="true">
          /
        </span>
        <b>{t("newExperiment")}</b>
      </TopBar>
      <main>
        <PanelBoundary>
          <Lessons />
        </PanelBoundary>
      </main>
    </>
  );
}
