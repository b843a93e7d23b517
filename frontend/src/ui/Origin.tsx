import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import type { OriginBody } from "@/schema/schema.gen";
import { useAppearance } from "./appearance";
import styles from "./Origin.module.css";

/** What an experiment was forked from, in one line; a link where that is still there to be opened. */
export function Origin({ origin }: { origin: OriginBody | null }) {
  const { t } = useTranslation("common");
  const language = useAppearance((state) => state.language);
  if (origin === null) return null;
  const title = origin.title[language] || t("origin.untitled");
  const words = t(`origin.${origin.kind}`, { title });
  return (
    <p className={styles.origin} title={words}>
      {origin.id === "" ? (
        words
      ) : (
        <Link href={`/e/${origin.id}`} className={styles.link}>
          {words}
        </Link>
      )}
    </p>
  );
}
