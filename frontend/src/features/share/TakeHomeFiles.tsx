import { Menu } from "@mantine/core";
import { Braces, FileCode2, Weight } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { type Opener, PressedMenu } from "@/ui/PressedMenu";
import styles from "./TakeHomeFiles.module.css";
import { experimentFile, runFile, type Source, type TakenRun, weightsFile } from "./takeHome";

interface TakeHomeFilesProps {
  opener: Opener;
  source: Source;
  run: TakenRun | null;
}

/** Behind the button: document, script, weights. */
export function TakeHomeFiles({ opener, source, run }: TakeHomeFilesProps) {
  const { t } = useTranslation("share");
  const script = experimentFile(source, "pytorch");
  const json = experimentFile(source, "json");
  return (
    <PressedMenu opener={opener} position="bottom-end" shadow="md" width={296}>
      <Menu.Dropdown>
        {script !== null && json !== null && (
          <>
            <Menu.Label>{t("takeHome.experiment")}</Menu.Label>
            <File href={script} icon={<FileCode2 size={16} />} text={t("takeHome.scriptText")}>
              {t("takeHome.script")}
            </File>
            <File href={json} icon={<Braces size={16} />} text={t("takeHome.jsonText")}>
              {t("takeHome.json")}
            </File>
            <Menu.Divider />
          </>
        )}
        <RunFiles source={source} run={run} withDocument={json === null} />
      </Menu.Dropdown>
    </PressedMenu>
  );
}

interface RunFilesProps extends Omit<TakeHomeFilesProps, "opener"> {
  withDocument: boolean;
}

function RunFiles({ source, run, withDocument }: RunFilesProps) {
  const { t } = useTranslation("share");
  const weights = <Weight size={16} />;
  if (run === null) {
    return (
      <File href={null} icon={weights} text={t("takeHome.noRun")}>
        {t("takeHome.weights")}
      </File>
    );
  }
  return (
    <>
      <Menu.Label>{t("takeHome.run", { number: run.number })}</Menu.Label>
      <File
        href={run.hasWeights ? weightsFile(source, run.id, "last") : null}
        icon={weights}
        text={run.hasWeights ? t("takeHome.weightsText") : t("takeHome.noWeights")}
      >
        {t("takeHome.weights")}
      </File>
      {run.hasBest && (
        <File
          href={weightsFile(source, run.id, "best")}
          icon={weights}
          text={t("takeHome.bestText")}
        >
          {t("takeHome.best")}
        </File>
      )}
      <File
        href={runFile(source, run.id, "pytorch")}
        icon={<FileCode2 size={16} />}
        text={t("takeHome.runScriptText")}
      >
        {t("takeHome.script")}
      </File>
      {withDocument && (
        <File
          href={runFile(source, run.id, "json")}
          icon={<Braces size={16} />}
          text={t("takeHome.jsonText")}
        >
          {t("takeHome.json")}
        </File>
      )}
    </>
  );
}

interface FileProps {
  /** null: can't be had yet, for the reason in `text`. */
  href: string | null;
  icon: ReactNode;
  text: string;
  children: string;
}

function File({ href, icon, text, children }: FileProps) {
  const words = (
    <>
      {children}
      <span className={styles.text}>{text}</span>
    </>
  );
  if (href === null) {
    return (
      <Menu.Item leftSection={icon} disabled className={styles.missing}>
        {words}
      </Menu.Item>
    );
  }
  return (
    <Menu.Item component="a" href={href} download leftSection={icon}>
      {words}
    </Menu.Item>
  );
}
