/** Links, forks and files, by name. */
import { type Action, pressing, type Say } from "@/ui/actions";
import {
  type DocumentRef,
  documentFiles,
  runFiles,
  type TakenFile,
  type TakenRun,
} from "./takeHome";
import { takeWritten } from "./takeWritten";

function take(href: string): void {
  const link = document.createElement("a");
  link.href = href;
  link.download = "";
  link.click();
}

function fileAction(
  { name, text, href, role }: TakenFile,
  of: "document" | "run",
  whose: (t: Say) => string,
): Action {
  return {
    id: `take-${of}-${name}${role === undefined ? "" : `-${role}`}`,
    section: "files",
    name: (t) =>
      role === undefined
        ? t(`share:takeHome.${name}`)
        : t("share:takeHome.onnxOf", { role: t(`common:roles.${role as "generator"}`, role) }),
    aside: whose,
    why: href === null ? (t) => t(`share:takeHome.${text}`) : null,
    run: () => {
      if (href !== null) name === "onnx" ? void takeWritten(href) : take(href);
    },
  };
}

export function shareActions(
  source: DocumentRef,
  run: TakenRun | null,
  roles: readonly string[],
): Action[] {
  const ofRun = (t: Say) => (run === null ? "" : t("share:takeHome.run", { number: run.number }));
  return [
    ...pressing("share", "files", (t) => t("share:share"), {
      aside: (t) => t("share:dialog.create"),
    }),
    ...pressing("fork", "files", (t) => t("share:fork")),
    ...documentFiles(source, roles).map((file) =>
      fileAction(file, "document", (t) => t("share:takeHome.experiment")),
    ),
    ...runFiles(source, run).map((file) => fileAction(file, "run", ofRun)),
    ...pressing("take-home", "files", (t) => t("share:takeHome.button")),
  ];
}
