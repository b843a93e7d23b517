import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { MessagePage } from "./MessagePage";

/** The link was switched off, or never was. */
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
