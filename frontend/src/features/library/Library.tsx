import { Button, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Play, Plus, Search } from "lucide-react";
import { useState } from "react";
import { Link } from "wouter";
import { listDatasets } from "@/api/datasets";
import { DEFAULT_PRESET } from "@/api/presets";
import type { ExperimentCard as Card } from "@/schema/schema.gen";
import { EmptyState } from "@/ui/EmptyState";
import { useLibraryTexts } from "@/ui/laterTexts";
import { DeleteDialog } from "./DeleteDialog";
import { EmptyArt } from "./EmptyArt";
import { ExperimentCard } from "./ExperimentCard";
import styles from "./Library.module.css";
import { useLibraryActions } from "./useLibrary";
import { useOpen } from "./useOpen";

/** The reader's experiments, and the way to another. */
export function Library({ cards }: { cards: readonly Card[] }) {
  const { t } = useLibraryTexts();
  const [search, setSearch] = useState("");
  const empty = cards.length === 0;
  return (
    <>
      <div className={styles.head}>
        <div>
          <h1 className={styles.title}>{t("title")}</h1>
          <p className={styles.subtitle}>
            <Subtitle cards={cards} />
          </p>
        </div>
        {!empty && (
          <div className={styles.tools}>
            <TextInput
              type="search"
              size="xs"
              className={styles.search}
              aria-label={t("search")}
              placeholder={t("search")}
              leftSection={<Search size={15} />}
              value={search}
              onChange={(event) => setSearch(event.currentTarget.value)}
            />
            <Button component={Link} href="/library/presets" leftSection={<Plus size={15} />}>
              {t("newExperiment")}
            </Button>
          </div>
        )}
      </div>
      {empty ? (
        <EmptyLibrary />
      ) : (
        <Cards cards={cards} search={search} onClear={() => setSearch("")} />
      )}
    </>
  );
}

function Subtitle({ cards }: { cards: readonly Card[] }) {
  const { t } = useLibraryTexts();
  if (cards.length === 0) return t("emptySubtitle");
  const running = cards.reduce((sum, card) => sum + card.running, 0);
  const parts: string[] = [t("saved", { count: cards.length })];
  if (running > 0) parts.push(t("running", { count: running }));
  parts.push(t("kept"));
  return parts.join(" · ");
}

function EmptyLibrary() {
  const { t } = useLibraryTexts();
  const open = useOpen();
  return (
    <EmptyState
      title={t("empty.title")}
      art={<EmptyArt />}
      actions={
        <>
          <Button
            size="md"
            leftSection={<Play size={14} fill="currentColor" />}
            loading={open.busy}
            onClick={() => open.preset(DEFAULT_PRESET)}
          >
            {t("empty.open")}
          </Button>
          <Button size="md" variant="default" disabled={open.busy} onClick={open.blank}>
            {t("empty.blank")}
          </Button>
          <Button size="md" variant="default" component={Link} href="/library/presets">
            {t("empty.presets")}
          </Button>
        </>
      }
    >
      {t("empty.text")}
    </EmptyState>
  );
}

interface CardsProps {
  cards: readonly Card[];
  search: string;
  onClear: () => void;
}

function Cards({ cards, search, onClear }: CardsProps) {
  const { t } = useLibraryTexts();
  const titles = useDatasetTitles();
  const { rename, duplicate, remove } = useLibraryActions();
  const [asked, setAsked] = useState<Card | null>(null);
  const wanted = search.trim().toLowerCase();
  const datasetTitle = (card: Card) => titles.get(card.dataset) ?? card.dataset;
  const shown = cards.filter((card) =>
    `${card.title} ${datasetTitle(card)}`.toLowerCase().includes(wanted),
  );
  return (
    <section aria-label={t("experiments")}>
      <h2 className="visually-hidden">{t("experiments")}</h2>
      {shown.length === 0 && (
        <p className={styles.noMatch}>
          {t("noMatch", { search: search.trim() })}{" "}
          <Button size="xs" variant="subtle" onClick={onClear}>
            {t("clearSearch")}
          </Button>
        </p>
      )}
      <div className={styles.grid}>
        {shown.map((card) => (
          <ExperimentCard
            key={card.id}
            card={card}
            datasetTitle={datasetTitle(card)}
            onRename={(title) => rename({ card, title })}
            onDuplicate={() => duplicate(card)}
            onDelete={() => (card.runs === 0 ? remove(card) : setAsked(card))}
          />
        ))}
      </div>
      <DeleteDialog
        card={asked}
        onCancel={() => setAsked(null)}
        onDelete={(card) => {
          setAsked(null);
          remove(card);
        }}
      />
    </section>
  );
}

function useDatasetTitles(): ReadonlyMap<string, string> {
  const datasets = useQuery({
    queryKey: ["datasets"],
    queryFn: ({ signal }) => listDatasets(signal),
  });
  return new Map(datasets.data?.map((dataset) => [dataset.kind, dataset.title]));
}
