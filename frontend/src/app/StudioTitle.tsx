import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Saving, useDocument } from "@/graph/documentStore";
import type { OriginBody } from "@/schema/schema.gen";
import { Origin } from "@/ui/Origin";
import { RenameField } from "@/ui/RenameField";
import { NotesButton } from "./NotesButton";
import styles from "./StudioTitle.module.css";

/** The experiment's name, renamed in place, what it was forked from, and how saving stands. */
export function StudioTitle({ origin = null }: { origin?: OriginBody | null }) {
  const { t } = useTranslation("app");
  const title = useDocument((state) => state.document?.title ?? "");
  const readOnly = useDocument((state) => state.readOnly);
  const setExperiment = useDocument((state) => state.setExperiment);
  const [renaming, setRenaming] = useState(false);
  const shown = title === "" ? t("studio.untitled") : title;
  if (renaming && !readOnly) {
    return (
      <div className={styles.field}>
        <RenameField
          label={t("studio.title")}
          title={title}
          onRename={(name) => setExperiment(["title"], name)}
          onDone={() => setRenaming(false)}
        />
      </div>
    );
  }
  return (
    <div className={styles.crumb}>
      <div className={styles.names}>
        <h1 className={styles.title}>
          {readOnly ? (
            shown
          ) : (
            <button
              type="button"
              className={styles.name}
              data-action="rename"
              title={`${shown}\n${t("studio.rename")}`}
              onClick={() => setRenaming(true)}
            >
              <span className="two-lines">{shown}</span>
            </button>
          )}
        </h1>
        {origin !== null && (
          <div className={styles.origin}>
            <Origin origin={origin} />
          </div>
        )}
      </div>
      {!readOnly && (
        <>
          <NotesButton />
          <SavingText />
        </>
      )}
    </div>
  );
}

const TONES: Record<Saving, "quiet" | "warn"> = {
  saved: "quiet",
  saving: "quiet",
  offline: "warn",
  conflict: "warn",
};

function SavingText() {
  const { t } = useTranslation("app");
  const saving = useDocument((state) => state.saving);
  return (
    <span className={styles.saving} data-tone={TONES[saving]} role="status">
      {t(`studio.${saving}`)}
    </span>
  );
}
