import { Button, Group } from "@mantine/core";
import type { ExperimentCard } from "@/schema/schema.gen";
import { Dialog } from "@/ui/Dialog";
import { useLibraryTexts } from "@/ui/laterTexts";

interface DeleteDialogProps {
  /** The experiment in question; null when nothing is asked. */
  card: ExperimentCard | null;
  onCancel: () => void;
  onDelete: (card: ExperimentCard) => void;
}

/** Asked only where runs would be lost: those can't be brought back. */
export function DeleteDialog({ card, onCancel, onDelete }: DeleteDialogProps) {
  const { t } = useLibraryTexts();
  return (
    <Dialog opened={card !== null} onClose={onCancel} title={t("deleteTitle")}>
      {card && (
        <>
          <p>
            {t("deleteQuestion", {
              title: card.title === "" ? t("untitled") : card.title,
              count: card.runs,
            })}
          </p>
          <Group justify="flex-end" mt="lg" gap="xs">
            <Button variant="default" onClick={onCancel} data-autofocus>
              {t("common:cancel")}
            </Button>
            <Button color="red" onClick={() => onDelete(card)}>
              {t("delete")}
            </Button>
          </Group>
        </>
      )}
    </Dialog>
  );
}
