import { TextInput } from "@mantine/core";
import { FileUp, Plus, Search } from "lucide-react";
import { type ReactNode, type RefObject, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { PresetTimes } from "@/schema/schema.gen";
import { count } from "@/ui/format";
import { Glyph } from "@/ui/Glyph";
import { Kbd } from "@/ui/Kbd";
import styles from "./LessonNav.module.css";
import { glyphOf, LESSONS, type Lesson, type LessonCards } from "./lessons";

interface LessonNavProps {
  sections: readonly LessonCards[];
  /** The lesson in sight. */
  current: Lesson | null;
  onLesson: (lesson: Lesson) => void;
  search: string;
  onSearch: (search: string) => void;
  field: RefObject<HTMLInputElement | null>;
  times: PresetTimes | undefined;
  busy: boolean;
  onBlank: () => void;
  onFile: (file: File) => void;
}

/** At the left: the search, the lessons, and what needs no preset. */
export function LessonNav(props: LessonNavProps) {
  const { sections, current, onLesson, search, onSearch, field, times, busy } = props;
  const { t } = useTranslation("lessons");
  const file = useRef<HTMLInputElement>(null);
  return (
    <div className={styles.side}>
      <h1 className={styles.title}>{t("title")}</h1>
      <TextInput
        ref={field}
        type="search"
        size="xs"
        className={styles.search}
        aria-label={t("search")}
        aria-keyshortcuts="/"
        placeholder={t("search")}
        leftSection={<Search size={14} />}
        value={search}
        onChange={(event) => onSearch(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          event.preventDefault();
          if (search === "") event.currentTarget.blur();
          else onSearch("");
        }}
      />
      <nav className={styles.lessons} aria-label={t("lessonList")}>
        {LESSONS.map((lesson) => {
          const section = sections.find((each) => each.lesson === lesson);
          const held = section ? section.cards.length + section.published.length : 0;
          return (
            <button
              key={lesson}
              type="button"
              className={styles.item}
              disabled={held === 0}
              aria-current={lesson === current ? "true" : undefined}
              onClick={() => onLesson(lesson)}
            >
              <Glyph family={glyphOf(lesson)} size={15} coloured={false} />
              {t(`lessons.${lesson}.name`)}
              <span>{held === 0 ? t("notYet") : count(held)}</span>
            </button>
          );
        })}
      </nav>
      <div className={styles.others}>
        <Other icon={<Plus size={15} />} busy={busy} name={t("blank")} onPress={props.onBlank} />
        <Other
          icon={<FileUp size={15} />}
          busy={busy}
          name={t("file")}
          onPress={() => file.current?.click()}
        />
        <input
          ref={file}
          type="file"
          hidden
          accept=".json,application/json"
          aria-label={t("file")}
          onChange={({ currentTarget }) => {
            const [chosen] = currentTarget.files ?? [];
            if (chosen !== undefined) props.onFile(chosen);
            // The same file can be chosen again.
            currentTarget.value = "";
          }}
        />
      </div>
      <div className={styles.foot}>
        <Machine times={times} />
        <p className={styles.keys}>
          <Kbd>← ↑ → ↓</Kbd> {t("keys.move")} <Kbd>Enter</Kbd> {t("keys.open")} <Kbd>/</Kbd>{" "}
          {t("keys.search")} <Kbd>Esc</Kbd> {t("keys.back")}
        </p>
      </div>
    </div>
  );
}

interface OtherProps {
  icon: ReactNode;
  name: string;
  busy: boolean;
  onPress: () => void;
}

function Other({ icon, name, busy, onPress }: OtherProps) {
  return (
    <button type="button" className={styles.item} disabled={busy} onClick={onPress}>
      {icon}
      {name}
    </button>
  );
}

/** What the times were measured on, once there are any. */
function Machine({ times }: { times: PresetTimes | undefined }) {
  const { t } = useTranslation("lessons");
  if (times === undefined || Object.keys(times.seconds).length === 0) return null;
  return (
    <p className={styles.machine}>
      {t("machine", { count: times.cores, gpu: t(times.gpu ? "gpu" : "noGpu") })}
    </p>
  );
}
