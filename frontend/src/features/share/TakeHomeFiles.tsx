import { Menu } from "@mantine/core";
import { Boxes, Braces, FileCode2, type LucideIcon, Weight } from "lucide-react";
import { useTranslation } from "react-i18next";
import { ownDocument, useDocument } from "@/graph/documentStore";
import { type Opener, PressedMenu } from "@/ui/PressedMenu";
import { useRoleName } from "@/ui/useRoleName";
import { useSnapshot } from "@/views/run/useSnapshot";
import styles from "./TakeHomeFiles.module.css";
import {
  type DocumentRef,
  documentFiles,
  runFiles,
  startFiles,
  type TakenFile,
  type TakenRun,
} from "./takeHome";
import { takeWritten } from "./takeWritten";

interface TakeHomeFilesProps {
  opener: Opener;
  source: DocumentRef;
  run: TakenRun | null;
}

/** Behind the button: document, script, weights. */
export function TakeHomeFiles({ opener, source, run }: TakeHomeFilesProps) {
  const { t } = useTranslation("share");
  const begins = useDocument((state) => ownDocument(state)?.start);
  const networks = useDocument((state) => ownDocument(state)?.networks);
  const began = useSnapshot()?.start;
  const ofDocument = [
    ...documentFiles(source, Object.keys(networks ?? {})),
    ...("secret" in source ? [] : startFiles(source, null, Object.keys(begins ?? {}))),
  ];
  const ofRun = [
    ...runFiles(source, run),
    ...(run === null ? [] : startFiles(source, run, Object.keys(began ?? {}))),
  ];
  return (
    <PressedMenu opener={opener} position="bottom-end" shadow="md" width={296}>
      <Menu.Dropdown>
        {ofDocument.length > 0 && (
          <>
            <Menu.Label>{t("takeHome.experiment")}</Menu.Label>
            {ofDocument.map((file) => (
              <File key={file.href} file={file} />
            ))}
            <Menu.Divider />
          </>
        )}
        {run !== null && <Menu.Label>{t("takeHome.run", { number: run.number })}</Menu.Label>}
        {ofRun.map((file) => (
          <File key={file.href ?? file.name} file={file} />
        ))}
      </Menu.Dropdown>
    </PressedMenu>
  );
}

const SIGNS: Readonly<Record<TakenFile["name"], LucideIcon>> = {
  script: FileCode2,
  json: Braces,
  weights: Weight,
  best: Weight,
  start: Weight,
  onnx: Boxes,
};

function File({ file: { name, text, href, role } }: { file: TakenFile }) {
  const { t } = useTranslation("share");
  const roleName = useRoleName();
  const Sign = SIGNS[name];
  const words = (
    <>
      {role === undefined ? t(`takeHome.${name}`) : t("takeHome.onnxOf", { role: roleName(role) })}
      <span className={styles.text}>{t(`takeHome.${text}`)}</span>
    </>
  );
  if (href === null) {
    return (
      <Menu.Item leftSection={<Sign size={16} />} disabled className={styles.missing}>
        {words}
      </Menu.Item>
    );
  }
  if (name === "onnx") {
    return (
      <Menu.Item leftSection={<Sign size={16} />} onClick={() => void takeWritten(href)}>
        {words}
      </Menu.Item>
    );
  }
  return (
    <Menu.Item component="a" href={href} download leftSection={<Sign size={16} />}>
      {words}
    </Menu.Item>
  );
}
