import { Button, TextInput } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Check, Copy, Link as LinkIcon } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { createShare, listShares, revokeShare } from "@/api/shares";
import type { ShareCreated } from "@/schema/schema.gen";
import { useAppearance } from "@/ui/appearance";
import { Dialog } from "@/ui/Dialog";
import { showMessage } from "@/ui/messages";
import { useCopy } from "@/ui/useCopy";
import { useErrorText } from "@/ui/useErrorText";
import { useReread } from "@/ui/useReread";
import styles from "./ShareDialog.module.css";

interface ShareDialogProps {
  experiment: string;
  opened: boolean;
  onClose: () => void;
}

/** View-only links: made, copied, listed and switched off. */
export function ShareDialog({ experiment, opened, onClose }: ShareDialogProps) {
  const { t } = useTranslation("share");
  return (
    <Dialog opened={opened} onClose={onClose} title={t("dialog.title")} size={480}>
      <ShareLinks experiment={experiment} />
    </Dialog>
  );
}

function useLinks(experiment: string) {
  const { t } = useTranslation("share");
  const errorText = useErrorText();
  const reread = useReread();
  const [created, setCreated] = useState<ShareCreated | null>(null);
  const key = ["shares", experiment];
  const common = {
    onError: (error: Error) => showMessage({ text: errorText(error) }),
    onSettled: () => reread(key),
  };
  const list = useQuery({ queryKey: key, queryFn: ({ signal }) => listShares(experiment, signal) });
  const create = useMutation({
    mutationFn: () => createShare(experiment),
    onSuccess: setCreated,
    ...common,
  });
  const revoke = useMutation({
    mutationFn: (share: string) => revokeShare(experiment, share),
    onMutate: (share) => setCreated((known) => (known?.id === share ? null : known)),
    onSuccess: () => showMessage({ text: t("dialog.revoked") }),
    ...common,
  });
  return { list, create, revoke, created };
}

function ShareLinks({ experiment }: { experiment: string }) {
  const { t } = useTranslation("share");
  const { list, create, revoke, created } = useLinks(experiment);
  const [doomed, setDoomed] = useState<string | null>(null);
  const language = useAppearance((state) => state.language);
  const dates = new Intl.DateTimeFormat(language === "zh" ? "zh-CN" : "en", {
    dateStyle: "medium",
    timeStyle: "short",
  });
  const links = list.data ?? [];
  return (
    <div className={styles.dialog}>
      <p className={styles.text}>{t("dialog.text")}</p>
      {created ? (
        <NewLink created={created} />
      ) : (
        <Button
          size="md"
          leftSection={<LinkIcon size={15} />}
          loading={create.isPending}
          onClick={() => create.mutate()}
        >
          {t("dialog.create")}
        </Button>
      )}
      <h3 className={styles.heading}>{t("dialog.list")}</h3>
      {list.isSuccess && links.length === 0 && <p className={styles.none}>{t("dialog.none")}</p>}
      <ul className={styles.list}>
        {links.map((link) => (
          <li key={link.id} className={styles.link}>
            <span>
              {t("dialog.made", { date: dates.format(new Date(link.created_at)) })}
              {link.id === created?.id && (
                <span className={styles.this}> · {t("dialog.thisOne")}</span>
              )}
            </span>
            {doomed === link.id ? (
              <Surely
                onYes={() => {
                  setDoomed(null);
                  revoke.mutate(link.id);
                }}
                onNo={() => setDoomed(null)}
              />
            ) : (
              <Button
                size="xs"
                variant="default"
                disabled={revoke.isPending}
                onClick={() => setDoomed(link.id)}
              >
                {t("dialog.revoke")}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Asked in place: a link that is off never comes back, and whoever holds it is left outside. */
function Surely({ onYes, onNo }: { onYes: () => void; onNo: () => void }) {
  const { t } = useTranslation("share");
  return (
    <fieldset className={styles.surely} aria-label={t("dialog.surely")}>
      <p>{t("dialog.surely")}</p>
      <Button size="xs" variant="default" data-autofocus onClick={onNo} autoFocus>
        {t("dialog.keep")}
      </Button>
      <Button size="xs" variant="default" c="var(--danger)" onClick={onYes}>
        {t("dialog.revokeForGood")}
      </Button>
    </fieldset>
  );
}

const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"];

function NewLink({ created }: { created: ShareCreated }) {
  const { t } = useTranslation("share");
  const clipboard = useCopy();
  const address = `${location.origin}${created.path}`;
  return (
    <div className={styles.created}>
      <div className={styles.copy}>
        <TextInput
          className={styles.address}
          label={t("dialog.created")}
          description={t("dialog.createdHint")}
          value={address}
          readOnly
          data-autofocus
          onFocus={(event) => event.currentTarget.select()}
        />
        <Button
          size="md"
          leftSection={clipboard.copied ? <Check size={15} /> : <Copy size={15} />}
          onClick={() => clipboard.copy(address)}
        >
          {clipboard.copied ? t("dialog.copied") : t("dialog.copy")}
        </Button>
      </div>
      {LOOPBACK.includes(location.hostname) && (
        <p className={styles.note}>{t("dialog.localOnly")}</p>
      )}
    </div>
  );
}
