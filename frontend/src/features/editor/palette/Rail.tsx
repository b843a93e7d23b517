import { Search } from "lucide-react";
import { type DragEvent, Fragment } from "react";
import { useTranslation } from "react-i18next";
import { familyOf, layerSpec, offeredKinds } from "@/graph/catalogue";
import { useLayerWords } from "@/locales/layerWords";
import { FAMILIES, type Family } from "@/ui/family";
import { Glyph } from "@/ui/Glyph";
import { Kbd } from "@/ui/Kbd";
import { useWhenPressed } from "@/ui/useWhenPressed";
import { openFinder } from "../editorStore";
import styles from "./Rail.module.css";
import { carryKind } from "./useDropping";

const loadBlocks = () => import("../blocks/BlocksMenu").then(({ BlocksMenu }) => BlocksMenu);
const load = () => import("./FamilyLayers").then(({ FamilyLayers }) => FamilyLayers);

/** In the order of reading; a family that has no layers yet is not shown. */
const FILLED = FAMILIES.map((family) => ({
  family,
  kinds: offeredKinds.filter((kind) => familyOf(kind) === family),
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
      {FILLED.map(({ family, kinds }) => (
        <Fragment key={family}>
          {family === "output" && <RailBlocks />}
          <RailFamily family={family} kinds={kinds} />
        </Fragment>
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
  const [Layers, waiting] = useWhenPressed("dialog", load);
  const [first = ""] = kinds;
  const name = words.family(layerSpec(first));
  const opener = (
    <button
      type="button"
      className={styles.family}
      title={t("family", { family: name })}
      draggable
      onDragStart={(event: DragEvent) => carryKind(event, first)}
      {...waiting}
    >
      <Glyph family={family} size={17} />
      <span>{name}</span>
    </button>
  );
  return Layers === null ? opener : <Layers name={name} kinds={kinds} opener={opener} />;
}

/** Behind their sign: the blocks of the document, and those that the reader keeps. */
function RailBlocks() {
  const { t } = useTranslation("editor");
  const words = useLayerWords();
  const [Menu, waiting] = useWhenPressed("dialog", loadBlocks);
  const name = words.family(layerSpec("block"));
  const opener = (
    <button
      type="button"
      className={styles.family}
      data-action="blocks"
      title={t("family", { family: name })}
      {...waiting}
    >
      <Glyph family="block" size={17} />
      <span>{name}</span>
    </button>
  );
  return Menu === null ? opener : <Menu name={name} opener={opener} />;
}
