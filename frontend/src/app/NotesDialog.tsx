import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDocument } from "@/graph/documentStore";
import { Dialog } from "@/ui/Dialog";
import { Markdown } from "@/ui/Markdown";
import { Segmented } from "@/ui/Segmented";
import styles from "./NotesDialog.module.css";

/** As many characters as the document holds. */
const LONGEST = 20_000;

type View = "write" | "read";

/** The experiment's notes, written and read; they are saved with it as they are typed. */
export function NotesDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("app");
  const notes = useDocument((state) => state.document?.notes ?? "");
  const setExperiment = useDocument((state) => state.setExperiment);
  const [view, setView] = useState<View>(notes === "" ? "write" : "read");
  return (
    <Dialog title={t("notes.title")} opened onClose={onClose} size={620}>
      <div className={styles.notes}>
        <Segmented<View>
          label={t("notes.view")}
          value={view}
          onChange={setView}
          segments={[
            { value: "read", label: t("notes.read") },
            { value: "write", label: t("notes.edit") },
          ]}
        />
        {view === "write" ? (
          <>
            <textarea
              className={styles.field}
              aria-label={t("notes.title")}
              aria-describedby="notes-hint"
              placeholder={t("notes.placeholder")}
              maxLength={LONGEST}
              rows={12}
              data-autofocus
              value={notes}
              onChange={(event) => setExperiment(["notes"], event.target.value, true)}
            />
            <p className={styles.hint} id="notes-hint">
              {t("notes.hint")}
            </p>
          </>
        ) : (
          <div className={styles.text}>
            {notes.trim() === "" ? <p>{t("notes.none")}</p> : <Markdown text={notes} />}
          </div>
        )}
      </div>
    </Dialog>
  );
}
