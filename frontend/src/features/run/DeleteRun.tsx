import { Button, Group } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ListedRun } from "@/schema/schema.gen";
import { Dialog } from "@/ui/Dialog";
import { count } from "@/ui/format";

interface DeleteRunProps {
  run: ListedRun;
  pending: boolean;
  onDelete: () => void;
  onClose: () => void;
}

/** A run can't be brought back, so this asks first. */
export function DeleteRun({ run, pending, onDelete, onClose }: DeleteRunProps) {
  const { t } = useTranslation(["run", "common"]);
  return (
    <Dialog opened onClose={onClose} title={t("run:delete.title")}>
      <p>{t("run:delete.question", { number: count(run.number) })}</p>
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onClose}>
          {t("common:cancel")}
        </Button>
        <Button color="red" loading={pending} onClick={onDelete}>
          {t("run:delete.action")}
        </Button>
      </Group>
    </Dialog>
  );
}
