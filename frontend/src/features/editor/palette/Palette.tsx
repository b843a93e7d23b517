import { useClickOutside, useFocusReturn } from "@mantine/hooks";
import { Check, Search } from "lucide-react";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Action, Say } from "@/ui/actions";
import { Kbd } from "@/ui/Kbd";
import { editorStore, useEditor } from "../editorStore";
import { found as foundIn } from "./found";
import styles from "./Palette.module.css";
import { useLanguages } from "./useLanguages";

const close = () => editorStore.setState({ palette: null });

/** Everything by name: layers of the network, what can be done, with its key, layers to insert, pages. */
export function Palette({ actions }: { actions: readonly Action[] }) {
  const { t } = useTranslation("editor");
  const scope = useEditor((state) => state.palette) ?? "all";
  const languages = useLanguages();
  const [text, setText] = useState("");
  const [active, setActive] = useState(0);
  const found = foundIn(actions, { text, scope, languages });
  const outside = useClickOutside(close);
  const list = useRef<HTMLDivElement>(null);
  useFocusReturn({ opened: true });

  const chosen = found[Math.min(active, found.length - 1)];
  const chosenId = chosen?.id;
  useEffect(() => {
    if (chosenId)
      list.current
        ?.querySelector(`#${CSS.escape(rowId(chosenId))}`)
        ?.scrollIntoView({ block: "nearest" });
  }, [chosenId]);

  // Keys belong to the page again once the palette is gone.
  const run = (item: Action) => {
    if ((item.why ?? null) !== null) return;
    close();
    requestAnimationFrame(() => requestAnimationFrame(item.run));
  };
  const press = (event: KeyboardEvent) => {
    const count = Math.max(1, found.length);
    if (event.key === "ArrowDown") setActive((at) => (at + 1) % count);
    else if (event.key === "ArrowUp") setActive((at) => (at + count - 1) % count);
    else if (event.key === "Enter" && chosen) run(chosen);
    else if (event.key === "Escape" || event.key === "Tab") close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const placeholder = scope === "all" ? t("commands.placeholder") : t("commands.findLayer");
  return (
    <div className={styles.palette} ref={outside} role="dialog" aria-label={t("commands.label")}>
      <label className={styles.search}>
        <Search size={14} aria-hidden="true" />
        <input
          // biome-ignore lint/a11y/noAutofocus: the palette was asked for by key
          autoFocus
          role="combobox"
          aria-label={placeholder}
          aria-expanded="true"
          aria-controls="command-list"
          aria-activedescendant={chosen && rowId(chosen.id)}
          autoComplete="off"
          placeholder={placeholder}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setActive(0);
          }}
          onKeyDown={press}
        />
      </label>
      <div
        className={styles.list}
        id="command-list"
        role="listbox"
        aria-label={t("commands.label")}
        ref={list}
      >
        {found.map((item, index) => (
          <Row
            key={item.id}
            item={item}
            say={languages[0]}
            active={item === chosen}
            opens={found[index - 1]?.section !== item.section}
            onChoose={() => run(item)}
            onHover={() => setActive(index)}
          />
        ))}
        {found.length === 0 && <p className={styles.none}>{t("commands.none")}</p>}
      </div>
    </div>
  );
}

const rowId = (id: string) => `command-${id}`;

interface RowProps {
  item: Action;
  say: Say;
  active: boolean;
  /** The first of its section, which it names. */
  opens: boolean;
  onChoose: () => void;
  onHover: () => void;
}

function Row({ item, say, active, opens, onChoose, onHover }: RowProps) {
  const { t } = useTranslation("editor");
  const why = item.why?.(say);
  const name = item.name(say);
  const aside = why ?? item.aside?.(say);
  return (
    <>
      {opens && (
        <p className={styles.section} role="presentation">
          {t(`commands.groups.${item.section}`)}
        </p>
      )}
      <button
        type="button"
        role="option"
        id={rowId(item.id)}
        aria-disabled={why !== undefined}
        aria-selected={active}
        tabIndex={-1}
        className={styles.row}
        data-active={active}
        onClick={onChoose}
        onPointerMove={onHover}
      >
        <span>
          {name} {aside !== name && <span className={styles.aside}>{aside}</span>}
        </span>
        <span>
          {item.on && why === undefined && <Check size={14} aria-label={t("commands.on")} />}
          {item.keys?.map((key) => (
            <Kbd key={key}>{key.replace("drag", t("keys.drag"))}</Kbd>
          ))}
        </span>
      </button>
    </>
  );
}
