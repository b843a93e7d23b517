import { Button } from "@mantine/core";
import { Share } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { patiently } from "@/ui/patiently";
import styles from "./ShareButton.module.css";

const ShareDialog = lazy(() =>
  patiently(() => import("./ShareDialog")).then(({ ShareDialog }) => ({ default: ShareDialog })),
);

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
        data-tour="share"
        data-action="share"
        {...(size === "sm" && { classNames: { section: styles.icon } })}
        leftSection={<Share size={15} />}
        onClick={() => setOpened(true)}
      >
        <span className={size === "sm" ? styles.word : undefined}>{t("share")}</span>
      </Button>
      {opened && (
        <Suspense fallback={null}>
          <ShareDialog experiment={experiment} opened onClose={() => setOpened(false)} />
        </Suspense>
      )}
    </>
  );
}
