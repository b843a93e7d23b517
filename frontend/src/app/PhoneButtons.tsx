import { Button } from "@mantine/core";
import { Pause, Play } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useReplay } from "@/features/run/useReplay";
import { type MainAction, useTransport } from "@/features/run/useTransport";
import { ForkButton } from "@/features/share/ForkButton";
import { ShareButton } from "@/features/share/ShareButton";
import { useRun } from "@/views/run/useRun";

const ICONS: Record<MainAction, typeof Play> = {
  train: Play,
  pause: Pause,
  resume: Play,
};

/** On a phone: train or pause, and share. */
export function OwnButtons({ experiment }: { experiment: string }) {
  const { t } = useTranslation("run");
  const { main, begins, obstacle, pending, act } = useTransport({ phone: true });
  const Icon = ICONS[main];
  return (
    <>
      <ShareButton experiment={experiment} size="lg" />
      <Button
        size="lg"
        leftSection={<Icon size={16} fill="currentColor" />}
        disabled={main === "train" && obstacle !== null}
        aria-busy={pending}
        onClick={act}
      >
        {main === "train" && begins > 0
          ? t("transport.trainAll", { count: begins })
          : t(`transport.${main}`)}
      </Button>
    </>
  );
}

/** On a phone, through a link: replay, and fork. */
export function SharedButtons({ secret }: { secret: string }) {
  const { t } = useTranslation("run");
  const { playing, toggle } = useReplay();
  const empty = useRun((run) => run.step === 0);
  const Icon = playing ? Pause : Play;
  return (
    <>
      <Button
        size="lg"
        variant="default"
        leftSection={<Icon size={16} fill="currentColor" />}
        disabled={empty}
        onClick={toggle}
      >
        {playing ? t("replay.pause") : t("replay.play")}
      </Button>
      <ForkButton secret={secret} size="lg" />
    </>
  );
}
