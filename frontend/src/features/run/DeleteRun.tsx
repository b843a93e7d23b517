import { Button, Group } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { deleteRun } from "@/api/experiments";
import { watchedRun } from "@/api/runStore";
import type { ListedRun } from "@/schema/schema.gen";
import { Dialog } from "@/ui/Dialog";
import { count } from "@/ui/format";
import { showMessage } from "@/ui/messages";
import { useErrorText } from "@/ui/useErrorText";
import { useReread } from "@/ui/useReread";
import { doomed } from "./doomed";
import { useRuns } from "./useRuns";

const close = () => doomed.setState({ run: null });

/** A run can't be brought back, so this asks first. */
export function DeleteRun({ run }: { run: ListedRun }) {
  const { t } = useTranslation(["run", "common"]);
  const runs = useRuns();
  const reread = useReread();
  const errorText = useErrorText();
  const remove = useMutation({
    mutationFn: () => deleteRun(run.id),
    onSuccess: () => {
      const next = runs.find((other) => other.id !== run.id);
      watchedRun.open(next?.id ?? null);
      close();
    },
    onError: (error) => showMessage({ text: errorText(error) }),
    onSettled: () => reread(["runs"]),
  });
  return (
    <Dialog opened onClose={close} title={t("run:delete.title")}>
      <p>{t("run:delete.question", { number: count(run.number) })}</p>
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={close}>
          {t("common:cancel")}
        </Button>
        <Button color="red" loading={remove.isPending} onClick={() => remove.mutate()}>
          {t("run:delete.action")}
        </Button>
      </Group>
    </Dialog>
  );
}
