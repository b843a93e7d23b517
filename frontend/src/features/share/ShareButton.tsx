import { Button } from "@mantine/core";
import { Share } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ShareDialog } from "./ShareDialog";

export function ShareButton({ experiment }: { experiment: string }) {
  const { t } = useTranslation("share");
  const [opened, setOpened] = useState(false);
  return (
    <>
      <Button variant="default" leftSection={<Share size={15} />} onClick={() => setOpened(true)}>
        {t("share")}
      </Button>
      <ShareDialog experiment={experiment} opened={opened} onClose={() => setOpened(false)} />
    </>
  );
}
