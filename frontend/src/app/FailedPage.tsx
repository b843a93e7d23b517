import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { ApiError } from "@/api/errors";
import { MessagePage } from "./MessagePage";
import { NotFoundPage } from "./NotFoundPage";

interface FailedPageProps {
  error: Error;
  onRetry?: () => void;
}

/** A page whose data or code did not come. */
export function FailedPage({ error, onRetry }: FailedPageProps) {
  const { t } = useTranslation(["app", "common"]);
  if (error instanceof ApiError && error.status === 404) return <NotFoundPage />;
  const offline = error instanceof ApiError && error.status === 0;
  return (
    <MessagePage
      title={offline ? t("offline.title") : t("failed.title")}
      text={offline ? t("offline.text") : t("failed.text")}
      actions={
        <Button onClick={onRetry ?? (() => location.reload())}>
          {onRetry ? t("common:retry") : t("failed.action")}
        </Button>
      }
    />
  );
}
