import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { MessagePage } from "./MessagePage";

export function NotFoundPage() {
  const { t } = useTranslation("app");
  return (
    <MessagePage
      title={t("notFound.title")}
      text={t("notFound.text")}
      actions={
        <Button component={Link} href="/library">
          {t("notFound.action")}
        </Button>
      }
    />
  );
}
