import { useClickOutside, useFocusReturn } from "@mantine/hooks";
import { useReactFlow } from "@xyflow/react";
import { Search } from "lucide-react";
import { type CSSProperties, type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import {
  blockOffered,
  familyOf,
  type LayerKind,
  offeredBlock,
  offeredKinds,
} from "@/graph/catalogue";
import { documentStore, useSheet } from "@/graph/documentStore";
import { blocksOf } from "@/graph/experiment";
import { portText, wireText } from "@/graph/ports";
import { nameOf } from "@/graph/sheet";
import { useLayerTexts } from "@/ui/useLayerTexts";
import { middleOfView } from "../canvas/viewport";
import { announce, closeFinder, type NewLayerPlace } from "../editorStore";
import styles from "./Finder.module.css";
import { insertLayer, placeBySelection } from "./inserting";
import { LayerRow } from "./LayerRow";
import { useAfterDrop } from "./useAfterDrop";
import { useLanguages } from "./useLanguages";

interface FinderProps {
  place: NewLayerPlace | null;
  /** In pixels of the canvas; null opens it at the top. */
  x: number | null;
  y: number | null;
}

const WIDTH = 340;
const HEIGHT = 380;

/** The searchable palette; open at the top of the canvas or where a wire asked for it. */
export function Finder({ place, x, y }: FinderProps) {
  const { t } = useTranslation("editor");
  const flow = useReactFlow();
  const [text, setText] = useState("");
  const [active, setActive] = useState(0);
  const found = useFound(text);
  const outside = useClickOutside(closeFinder);
  const list = useRef<HTMLDivElement>(null);
  useFocusReturn({ opened: true });
  useAfterDrop(closeFinder);

  const chosen = found[Math.min(active, found.length - 1)];
  useEffect(() => {
    if (chosen)
      list.current
        ?.querySelector(`#${CSS.escape(`find-${chosen}`)}`)
        ?.scrollIntoView({ block: "nearest" });
  }, [chosen]);

  const insert = (kind: string) => {
    closeFinder();
    const id = nameOf(insertLayer(kind, place, middleOfView(flow)));
    announce(t("news.inserted", { id }));
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown") setActive((at) => (at + 1) % Math.max(1, found.length));
    else if (event.key === "ArrowUp")
      setActive((at) => (at + found.length - 1) % Math.max(1, found.length));
    else if (event.key === "Enter" && chosen) insert(chosen);
    else if (event.key === "Escape" || event.key === "Tab") closeFinder();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      className={styles.finder}
      ref={outside}
      style={corner(x, y)}
      role="dialog"
      aria-label={t("find.label")}
    >
      <label className={styles.search}>
        <Search size={14} aria-hidden="true" />
        <input
          // biome-ignore lint/a11y/noAutofocus: the palette was asked for by key or pointer
          autoFocus
          role="combobox"
          aria-label={t("find.label")}
          aria-expanded="true"
          aria-controls="find-list"
          aria-activedescendant={chosen ? `find-${chosen}` : undefined}
          autoComplete="off"
          placeholder={t("find.placeholder")}
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
        id="find-list"
        role="listbox"
        aria-label={t("palette")}
        ref={list}
      >
        {found.map((kind, index) => (
          <LayerRow
            key={kind}
            id={`find-${kind}`}
            kind={kind}
            active={kind === chosen}
            onChoose={insert}
            onHover={() => setActive(index)}
          />
        ))}
        {found.length === 0 && <p className={styles.none}>{t("find.none")}</p>}
      </div>
      {chosen && <Where place={place} kind={chosen} />}
    </div>
  );
}

/** Where the layer will go, before it goes there. */
function Where({ place, kind }: { place: NewLayerPlace | null; kind: string }) {
  const { t } = useTranslation("editor");
  const network = useSheet();
  const where = place ?? placeBySelection(kind, { x: 0, y: 0 });
  const words =
    where.kind === "wire"
      ? t("find.onWire", wireText(network, where.wire))
      : where.kind === "after"
        ? t("find.after", { source: portText(network, "source", where.source) })
        : t("find.free");
  return <p className={styles.place}>{words}</p>;
}

/** Blocks of the document and layers whose name, in either language or in PyTorch, or family holds the text; those that begin with it come first. */
function useFound(text: string): string[] {
  const languages = useLanguages();
  const texts = useLayerTexts();
  const asked = text.trim().toLowerCase();
  const taken = new Set(
    Object.values(documentStore.getState().document?.networks ?? {}).flatMap((network) =>
      Object.values(network.nodes).map((node) => node.layer.kind as string),
    ),
  );
  const rank = (offer: string): number => {
    const block = blockOffered(offer);
    const kind = block === "" ? offer : "block";
    const said = languages.flatMap((say) => [
      say(`layers:kinds.${kind as LayerKind}`),
      say(`layers:families.${familyOf(kind)}`),
    ]);
    const names = [block || kind, ...said].map((name) => name.toLowerCase());
    if (names.some((name) => name.startsWith(asked))) return 0;
    if ([...names, texts.torch(kind).toLowerCase()].some((name) => name.includes(asked))) return 1;
    return texts.doc(kind).toLowerCase().includes(asked) ? 2 : 3;
  };
  // A network has its ends already, so they are seldom what is looked for.
  const seldom = (kind: string) => (["input", "output"].includes(kind) && taken.has(kind) ? 1 : 0);
  const blocks = Object.keys(blocksOf(documentStore.getState().document));
  return [...blocks.map(offeredBlock), ...offeredKinds]
    .filter((kind) => rank(kind) < 3)
    .sort((one, other) => rank(one) - rank(other) || seldom(one) - seldom(other));
}

function corner(x: number | null, y: number | null): CSSProperties {
  const canvas = document.querySelector(".react-flow")?.getBoundingClientRect();
  if (x === null || y === null || !canvas) return { top: 14, left: `calc(50% - ${WIDTH / 2}px)` };
  return {
    top: Math.max(8, Math.min(y + 8, canvas.height - HEIGHT - 8)),
    left: Math.max(8, Math.min(x + 8, canvas.width - WIDTH - 8)),
  };
}
