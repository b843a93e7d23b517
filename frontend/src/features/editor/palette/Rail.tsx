import { Popover } from "@mantine/core";
import { useReactFlow } from "@xyflow/react";
import { Search } from "lucide-react";
import { type DragEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { familyOf, layerKinds, layerSpec } from "@/graph/catalogue";
import { useLayerWords } from "@/locales/layerWords";
import type { Family } from "@/ui/family";
import { Glyph } from "@/ui/Glyph";
import { Kbd } from "@/ui/Kbd";
import { middleOfView } from "../canvas/viewport";
import { announce, openFinder } from "../editorStore";
import { LayerRow } from "./LayerRow";
import styles from "./Rail.module.css";
import { carryKind } from "./useDropping";

/** The families in the order of reading; one that has no layers yet is not shown. */
const ORDER: readonly Family[] = [
  "input",
  "conv",
  "pool",
  "act",
  "norm",
  "linear",
  "recurrent",
  "merge",
  "block",
  "output",
];

const FAMILIES = ORDER.map((family) => ({
  family,
  kinds: layerKinds.filter((kind) => familyOf(kind) === family),
})).filter(({ kinds }) => kinds.length > 0);

/** The palette: a family's layers behind its sign. */
export function Rail() {
  const { t } = useTranslation("editor");
  return (
    <nav className={styles.rail} aria-label={t("palette")}>
      <button
        type="button"
        className={styles.find}
        aria-label={t("find.open")}
        aria-keyshortcuts="/"
        onClick={() => openFinder()}
      >
        <Search size={13} strokeWidth={1.75} />
        <Kbd>/</Kbd>
      </button>
      {FAMILIES.map(({ family, kinds }) => (
        <RailFamily key={family} family={family} kinds={kinds} />
      ))}
    </nav>
  );
}

interface RailFamilyProps {
  family: Family;
  kinds: readonly string[];
}

function RailFamily({ family, kinds }: RailFamilyProps) {
  const { t } = useTranslation("editor");
  const words = useLayerWords();
  const flow = useReactFlow();
  const [opened, setOpened] = useState(false);
  const [first = ""] = kinds;
  const name = words.family(layerSpec(first));
  const insert = (kind: string) => {
    setOpened(false);
    void import("./inserting").then(({ insertLayer }) =>
      announce(t("news.inserted", { id: insertLayer(kind, null, middleOfView(flow)) })),
    );
  };
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="right-start"
      offset={6}
      width={300}
      trapFocus
      returnFocus
      shadow="md"
    >
      <Popover.Target>
        <button
          type="button"
          className={styles.family}
          title={t("family", { family: name })}
          draggable
          onDragStart={(event: DragEvent) => carryKind(event, first)}
          onClick={() => setOpened(!opened)}
        >
          <Glyph family={family} size={17} />
          <span>{name}</span>
        </button>
      </Popover.Target>
      <Popover.Dropdown className={styles.layers} aria-label={name}>
        {kinds.map((kind) => (
          <LayerRow key={kind} kind={kind} onChoose={insert} />
        ))}
      </Popover.Dropdown>
    </Popover>
  );
}
