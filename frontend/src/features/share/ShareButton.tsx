import { Button } from "@mantine/core";
import { Share } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ShareDialog } from "./ShareDialog";

interface ShareButtonProps {
  experiment: string;
  size?: "sm" | "lg";
}

export function ShareButton({ experiment, size = "sm" }: ShareButtonProps) {
  const { t } = useTranslation("share");
  const [opened, setOpened] = useState(false);
  return (
    <>
      <Button
        size={size}
        variant="default"
        leftSection={<Share size={15} />}
        onClick={() => setOpened(true)}
      >
        {t("share")}
      </Button>
      <ShareDialog experiment={experiment} opened={opened} onClose={() => setOpened(false)} />
    </>
  );
}
