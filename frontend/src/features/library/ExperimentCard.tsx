import { useState } from "react";
import { Link } from "wouter";
import type { ExperimentCard as Card } from "@/schema/schema.gen";
import { Chip } from "@/ui/Chip";
import * as format from "@/ui/format";
import { useLibraryTexts } from "@/ui/laterTexts";
import { Origin } from "@/ui/Origin";
import { PanelBoundary } from "@/ui/PanelError";
import { RenameField } from "@/ui/RenameField";
import { useMetricNames } from "@/views/run/useMetricNames";
import { CardMenu } from "./CardMenu";
import styles from "./ExperimentCard.module.css";
import { Sparkline } from "./Sparkline";
import { Thumbnail } from "./Thumbnail";

interface ExperimentCardProps {
  card: Card;
  datasetTitle: string;
  onRename: (title: string) => void;
  onDuplicate: () => void;
  onDelete: () => void;
}

export function ExperimentCard(props: ExperimentCardProps) {
  const { card, datasetTitle, onRename, onDuplicate, onDelete } = props;
  const { t } = useLibraryTexts();
  const [renaming, setRenaming] = useState(false);
  const title = card.title === "" ? t("untitled") : card.title;
  return (
    <article className={styles.card} aria-label={title}>
      <div className={styles.thumbnail} aria-hidden="true">
        <PanelBoundary>
          <Thumbnail
            experiment={card.id}
            dataset={card.dataset}
            hasRuns={card.runs > 0}
            running={card.running > 0}
            losses={card.sparkline}
          />
        </PanelBoundary>
      </div>
      {card.running > 0 && (
        <div className={styles.live}>
          <Chip tone="live" dot>
            {t("training")}
          </Chip>
        </div>
      )}
      <div className={styles.words}>
        <div className={styles.head}>
          {renaming ? (
            <RenameField
              label={t("renameLabel")}
              title={card.title}
              onDone={() => setRenaming(false)}
              onRename={onRename}
            />
          ) : (
            <h3 className={styles.title}>
              <Link href={`/e/${card.id}`} className={styles.link} title={title}>
                <span className="two-lines">{title}</span>
              </Link>
            </h3>
          )}
          <div className={styles.menu}>
            <CardMenu
              title={title}
              renaming={renaming}
              onRename={() => setRenaming(true)}
              onDuplicate={onDuplicate}
              onDelete={onDelete}
            />
          </div>
        </div>
        <p className={styles.meta}>
          {t("parameters", { dataset: datasetTitle, parameters: format.count(card.parameters) })}
        </p>
        <Origin origin={card.origin} />
        <Best card={card} />
      </div>
    </article>
  );
}

function Best({ card }: { card: Card }) {
  const { t } = useLibraryTexts();
  const names = useMetricNames();
  return (
    <p className={styles.best}>
      {card.best === null ? (
        <span className={styles.word}>{card.runs === 0 ? t("notTrained") : t("notEvaluated")}</span>
      ) : (
        <>
          <b className={styles.figure}>{format.measured(card.best.value, card.best.metric)}</b>
          <span className={styles.word}>{names.inline(card.best.metric)}</span>
        </>
      )}
      <span className={styles.spark}>
        <Sparkline losses={card.sparkline} />
      </span>
    </p>
  );
}
