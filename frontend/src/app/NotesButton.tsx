import { NotebookPen } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { useDocument } from "@/graph/documentStore";
import { IconButton } from "@/ui/IconButton";
import { patiently } from "@/ui/patiently";

const NotesDialog = lazy(() =>
  patiently(() => import("./NotesDialog")).then(({ NotesDialog }) => ({ default: NotesDialog })),
);

/** What is worth remembering about the experiment, beside its title. */
export function NotesButton() {
  const { t } = useTranslation("app");
  const [opened, setOpened] = useState(false);
  const written = useDocument((state) => (state.document?.notes ?? "") !== "");
  return (
    <>
      <IconButton
        size="sm"
        label={written ? t("notes.open") : t("notes.write")}
        aria-haspopup="dialog"
        data-action="notes"
        onClick={() => setOpened(true)}
      >
        <NotebookPen />
      </IconButton>
      {opened && (
        <Suspense>
          <NotesDialog onClose={() => setOpened(false)} />
        </Suspense>
      )}
    </>
  );
}
