import { useTranslation } from "react-i18next";
import type { editor } from "@/locales/en/editor";
import { Dialog } from "@/ui/Dialog";
import { Kbd } from "@/ui/Kbd";
import styles from "./CheatSheet.module.css";
import { editorStore } from "./editorStore";

type Group = keyof typeof editor.keys.groups;
type Deed = Exclude<keyof typeof editor.keys, "title" | "groups">;

const COMMAND = navigator.platform.startsWith("Mac") ? "⌘" : "Ctrl";

const GROUPS: readonly (readonly [Group, readonly (readonly [Deed, readonly string[]])[]])[] = [
  [
    "run",
    [
      ["train", ["Space"]],
      ["step", ["."]],
      ["epoch", ["Shift ."]],
    ],
  ],
  [
    "time",
    [
      ["frame", ["[", "]"]],
      ["mark", ["{", "}"]],
      ["live", ["L"]],
      ["panel", ["1–9"]],
    ],
  ],
  [
    "canvas",
    [
      ["walk", ["Tab", "← ↑ → ↓"]],
      ["large", ["Enter"]],
      ["fit", ["F", "Shift F"]],
      ["tidy", ["A"]],
      ["inspector", ["I"]],
      ["help", ["?"]],
    ],
  ],
  [
    "edit",
    [
      ["find", ["/"]],
      ["wire", ["W"]],
      ["delete", ["Delete"]],
      ["undo", [`${COMMAND} Z`, `${COMMAND} Shift Z`]],
      ["copy", [`${COMMAND} C`, `${COMMAND} V`, `${COMMAND} D`]],
      ["all", [`${COMMAND} A`]],
    ],
  ],
];

/** All keys of the studio. */
export function CheatSheet() {
  const { t } = useTranslation("editor");
  return (
    <Dialog
      opened
      onClose={() => editorStore.setState({ cheatSheet: false })}
      title={t("keys.title")}
      size={640}
    >
      <div className={styles.groups}>
        {GROUPS.map(([group, deeds]) => (
          <section key={group}>
            <h3>{t(`keys.groups.${group}`)}</h3>
            <dl>
              {deeds.map(([deed, keys]) => (
                <div key={deed} className={styles.row}>
                  <dt>{t(`keys.${deed}`)}</dt>
                  <dd>
                    {keys.map((key) => (
                      <Kbd key={key}>{key}</Kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
