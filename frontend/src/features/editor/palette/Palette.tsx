import { useClickOutside, useFocusReturn } from "@mantine/hooks";
import { Search } from "lucide-react";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Kbd } from "@/ui/Kbd";
import { editorStore } from "../editorStore";
import styles from "./Palette.module.css";
import { type PaletteItem, usePaletteItems } from "./usePaletteItems";

interface PaletteProps {
  scope: "all" | "layers";
}

const SECTIONS = ["nodes", "commands", "layers", "pages"] as const;
const close = () => editorStore.setState({ palette: null });

/** Everything by name: layers of the network, commands with their keys, layers to insert, pages. */
export function Palette({ scope }: PaletteProps) {
  const { t } = useTranslation("editor");
  const [text, setText] = useState("");
  const [active, setActive] = useState(0);
  const found = ordered(usePaletteItems(), text, scope);
  const outside = useClickOutside(close);
  const list = useRef<HTMLDivElement>(null);
  useFocusReturn({ opened: true });

  const chosen = found[Math.min(active, found.length - 1)];
  const chosenId = chosen?.id;
  useEffect(() => {
    if (chosenId)
      list.current?.querySelector(`#${CSS.escape(chosenId)}`)?.scrollIntoView({ block: "nearest" });
  }, [chosenId]);

  // Keys belong to the page again once the palette is gone.
  const run = (item: PaletteItem) => {
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
          aria-activedescendant={chosen?.id}
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

interface RowProps {
  item: PaletteItem;
  active: boolean;
  /** The first of its section, which it names. */
  opens: boolean;
  onChoose: () => void;
  onHover: () => void;
}

function Row({ item, active, opens, onChoose, onHover }: RowProps) {
  const { t } = useTranslation("editor");
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
        id={item.id}
        aria-selected={active}
        tabIndex={-1}
        className={styles.row}
        data-active={active}
        onClick={onChoose}
        onPointerMove={onHover}
      >
        <span>
          {item.words} <span className={styles.aside}>{item.aside}</span>
        </span>
        <span>
          {item.keys.map((key) => (
            <Kbd key={key}>{key}</Kbd>
          ))}
        </span>
      </button>
    </>
  );
}

/** What holds the text, section by section; in each, what begins with it comes first. */
function ordered(items: readonly PaletteItem[], text: string, scope: "all" | "layers") {
  const asked = text.trim().toLowerCase();
  const rank = ({ words, aside }: PaletteItem): number => {
    const names = [words.toLowerCase(), aside.toLowerCase()];
    if (names.some((name) => name.startsWith(asked))) return 0;
    return names.some((name) => name.includes(asked)) ? 1 : 2;
  };
  const sections = scope === "layers" ? (["nodes"] as const) : SECTIONS;
  // Without a question the commands come first: the canvas shows the layers already.
  const order =
    asked === "" && scope === "all" ? ["commands", "nodes", "layers", "pages"] : sections;
  return order.flatMap((section) =>
    items
      .filter((item) => item.section === section && rank(item) < 2)
      .sort((one, other) => rank(one) - rank(other)),
  );
}
