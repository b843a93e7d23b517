import { Button } from "@mantine/core";
import { type RefObject, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import type { PresetBody } from "@/schema/schema.gen";
import { useEscape } from "@/ui/escape";
import { showMessage } from "@/ui/messages";
import { PanelError } from "@/ui/PanelError";
import { useErrorText } from "@/ui/useErrorText";
import { useOpen } from "../useOpen";
import { found } from "./finding";
import { LessonNav } from "./LessonNav";
import styles from "./Lessons.module.css";
import { LESSONS, type Lesson, type LessonCards, sectionsOf } from "./lessons";
import { PresetCard } from "./PresetCard";
import { PublishedRow } from "./PublishedRow";
import { useKnown } from "./useKnown";
import { useLessonTexts } from "./useLessonTexts";
import { usePresets, usePresetTimes } from "./usePresets";
import { useSight } from "./useSight";
import { useSlash } from "./useSlash";
import { useWalking, WALKED } from "./useWalking";

/** Everything that an experiment can begin with, lesson by lesson. A card opens one at once. */
export function Lessons() {
  const { t } = useLessonTexts();
  const errorText = useErrorText();
  const [, navigate] = useLocation();
  const presets = usePresets();
  const times = usePresetTimes();
  const known = useKnown();
  const open = useOpen();
  const [search, setSearch] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const room = useRef<HTMLDivElement>(null);
  const walk = useWalking();
  useSlash(field);
  useEscape(true, () => navigate("/library"), "drawer");
  const all = useMemo(() => sectionsOf(presets.data ?? []), [presets.data]);
  const shown = useMemo(
    () => sectionsOf(found(presets.data ?? [], search, known)),
    [presets.data, search, known],
  );
  const seen = useSight(room, shown.map(({ lesson }) => lesson).join());
  useFirstCard(room, presets.data !== undefined);
  const goTo = (lesson: Lesson) => {
    const section = room.current?.querySelector(`[data-lesson="${lesson}"]`);
    section?.scrollIntoView({ block: "start" });
    section?.querySelector<HTMLElement>(WALKED)?.focus({ preventScroll: true });
  };
  const openFile = async (file: File) => {
    try {
      open.document(JSON.parse(await file.text()));
    } catch {
      showMessage({ text: t("notJson", { name: file.name }) });
    }
  };
  return (
    <div className={styles.page}>
      <LessonNav
        sections={all}
        current={LESSONS.find((lesson) => lesson === seen) ?? null}
        onLesson={goTo}
        search={search}
        onSearch={setSearch}
        field={field}
        times={times.data}
        busy={open.busy}
        onBlank={open.blank}
        onFile={(file) => void openFile(file)}
      />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the arrows come from the cards within */}
      <div ref={room} className={styles.lessons} onKeyDown={walk}>
        {presets.error && (
          <PanelError message={errorText(presets.error)} onRetry={() => void presets.refetch()} />
        )}
        {presets.data !== undefined && shown.length === 0 && (
          <p className={styles.none}>
            {t("noMatch", { search: search.trim() })}{" "}
            <Button size="xs" variant="subtle" onClick={() => setSearch("")}>
              {t("showAll")}
            </Button>
          </p>
        )}
        {shown.map((section) => (
          <LessonSection
            key={section.lesson}
            section={section}
            seconds={times.data?.seconds ?? {}}
            busy={open.busy}
            onOpen={open.preset}
          />
        ))}
      </div>
    </div>
  );
}

interface LessonSectionProps {
  section: LessonCards;
  seconds: Readonly<Record<string, number>>;
  busy: boolean;
  onOpen: (preset: string) => void;
}

function LessonSection({ section, seconds, busy, onOpen }: LessonSectionProps) {
  const { t } = useTranslation(["lessons", "editor"]);
  const { lesson, cards, published } = section;
  const datasetOf = ({ dataset }: PresetBody) => t(`editor:datasets.${dataset as "mnist"}`);
  return (
    <section data-lesson={lesson} aria-labelledby={`lesson-${lesson}`}>
      <h2 id={`lesson-${lesson}`} className={styles.title}>
        {t(`lessons.${lesson}.title`)} <span>{t(`lessons.${lesson}.aside`)}</span>
      </h2>
      <div className={styles.cards}>
        {cards.map((preset) => (
          <PresetCard
            key={preset.id}
            preset={preset}
            dataset={datasetOf(preset)}
            seconds={seconds[preset.id]}
            busy={busy}
            onOpen={() => onOpen(preset.id)}
          />
        ))}
      </div>
      {published.length > 0 && <PublishedRow presets={published} busy={busy} onOpen={onOpen} />}
    </section>
  );
}

/** Once the cards are there the first has the focus, unless the reader has gone elsewhere: arrows and Enter work at once. */
function useFirstCard(room: RefObject<HTMLElement | null>, ready: boolean): void {
  useEffect(() => {
    const { activeElement, body } = document;
    if (!ready || (activeElement !== null && activeElement !== body)) return;
    room.current?.querySelector<HTMLElement>(WALKED)?.focus({ preventScroll: true });
  }, [room, ready]);
}
