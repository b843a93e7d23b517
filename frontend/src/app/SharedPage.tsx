import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { ApiError } from "@/api/errors";
import { getShared } from "@/api/shares";
import { FailedPage } from "./FailedPage";
import { MessagePage } from "./MessagePage";
import { PageLoading } from "./PageLoading";
import { SharedStudio } from "./SharedStudio";

/** What a link shows: the experiment and its runs, to watch and to fork. */
export function SharedPage({ secret }: { secret: string }) {
  const shared = useQuery({
    queryKey: ["shared", secret],
    queryFn: ({ signal }) => getShared(secret, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (shared.data) return <SharedStudio key={secret} secret={secret} shared={shared.data} />;
  if (shared.error === null) return <PageLoading />;
  const { error } = shared;
  if (error instanceof ApiError && (error.status === 404 || error.status === 410)) {
    return <LinkGonePage />;
  }
  return <FailedPage error={error} onRetry={() => void shared.refetch()} />;
}

export function LinkGonePage() {
  const { t } = useTranslation("app");
  return (
    <MessagePage
      title={t("linkGone.title")}
      text={t("linkGone.text")}
      actions={
        <Button component={Link} href="/library">
          {t("notFound.action")}
        </Button>
      }
    />
  );
}
