import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { GitFork } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { forkShared } from "@/api/shares";
import { showMessage } from "@/ui/messages";
import { useErrorText } from "@/ui/useErrorText";
import { useReread } from "@/ui/useReread";

/** A copy of a shared experiment in the reader's own library, opened at once. */
export function ForkButton({ secret, size = "sm" }: { secret: string; size?: "sm" | "lg" }) {
  const { t } = useTranslation("share");
  const errorText = useErrorText();
  const reread = useReread();
  const [, navigate] = useLocation();
  const fork = useMutation({
    mutationFn: () => forkShared(secret),
    onSuccess: ({ id }) => {
      void reread(["experiments"]);
      navigate(`/e/${id}`);
    },
    onError: (error) => showMessage({ text: errorText(error) }),
  });
  return (
    <Button
      size={size}
      data-tour="fork"
      data-action="fork"
      leftSection={<GitFork size={15} />}
      loading={fork.isPending}
      onClick={() => fork.mutate()}
    >
      {t("fork")}
    </Button>
  );
}
