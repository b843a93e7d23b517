import { Button, Switch } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Dialog } from "@/ui/Dialog";
import { Kbd } from "@/ui/Kbd";
import { DEEDS, GROUPS } from "@/ui/keys";
import { startTour } from "@/ui/tour";
import { editorStore } from "../editorStore";
import styles from "./CheatSheet.module.css";
import { setSingleKeys, useSingleKeys } from "./singleKeys";

const close = () => editorStore.setState({ cheatSheet: false });

/** All keys of the studio, and the way back to the tour. */
export function CheatSheet() {
  const { t } = useTranslation("editor");
  const singleKeys = useSingleKeys();
  return (
    <Dialog opened onClose={close} title={t("keys.title")} size={720}>
      <div className={styles.groups}>
        {GROUPS.map((group) => (
          <section key={group}>
            <h3>{t(`keys.groups.${group}`)}</h3>
            <dl>
              {DEEDS.filter((deed) => deed.group === group).map(({ name, shown }) => (
                <div key={name} className={styles.row}>
                  <dt>{t(`keys.${name}`)}</dt>
                  <dd>
                    {shown.map((key) => (
                      <Kbd key={key}>{key.replace("drag", t("keys.drag"))}</Kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <div className={styles.foot}>
        <Switch
          checked={singleKeys}
          onChange={(event) => setSingleKeys(event.currentTarget.checked)}
          label={t("keys.single")}
          description={t("keys.singleWhy")}
        />
        <Button
          variant="default"
          onClick={() => {
            close();
            startTour();
          }}
        >
          {t("commands.tour")}
        </Button>
      </div>
    </Dialog>
  );
}
