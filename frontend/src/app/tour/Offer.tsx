import { Button } from "@mantine/core";
import { useEscape } from "@/ui/escape";
import { declineTour, startTour } from "@/ui/tour";
import styles from "./Tour.module.css";
import { useTourTexts } from "./useTourTexts";

/** One line over an empty corner of the canvas, for those who are here for the first time. */
export function Offer() {
  const { t } = useTourTexts();
  useEscape(true, declineTour, "drawer");
  return (
    <section className={styles.offer} aria-label={t("offer.text")}>
      <p>{t("offer.text")}</p>
      <Button size="compact-sm" variant="default" onClick={startTour}>
        {t("offer.show")}
      </Button>
      <Button size="compact-sm" variant="subtle" onClick={declineTour}>
        {t("offer.no")}
      </Button>
    </section>
  );
}
