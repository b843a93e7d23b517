import { Popover } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useReactFlow } from "@xyflow/react";
import { BookmarkPlus, Pencil, Plus, Trash2 } from "lucide-react";
import { type DragEvent, type ReactNode, useMemo, useState } from "react";
import { forgetBlock, listBlocks, renameBlock } from "@/api/ownBlocks";
import { countUses } from "@/graph/blocks/opened";
import { offeredBlock } from "@/graph/catalogue";
import { useDocument } from "@/graph/documentStore";
import { blocksOf } from "@/graph/experiment";
import { isNodeId } from "@/graph/names";
import type { OwnBlockCard } from "@/schema/schema.gen";
import { Glyph } from "@/ui/Glyph";
import { IconButton } from "@/ui/IconButton";
import { keysOf } from "@/ui/keys";
import { showMessage } from "@/ui/messages";
import type { Opener } from "@/ui/PressedMenu";
import { PressedPopover } from "@/ui/PressedPopover";
import { RenameField } from "@/ui/RenameField";
import { useErrorText } from "@/ui/useErrorText";
import { middleOfView } from "../canvas/viewport";
import { keptBlock } from "../palette/kept";
import rail from "../palette/Rail.module.css";
import { useAfterDrop } from "../palette/useAfterDrop";
import { carryKind } from "../palette/useDropping";
import styles from "./BlocksMenu.module.css";
import { layersInside } from "./counting";
import { insertKept, insertNewBlock, insertUse, keep } from "./own";
import { useBlockTexts } from "./useBlockTexts";

const MINE = ["blocks"];

interface BlocksMenuProps {
  opener: Opener;
  name: string;
}

/** The blocks of the document, a new one, and those that the reader keeps for all experiments. */
export function BlocksMenu({ opener, name }: BlocksMenuProps) {
  return (
    <PressedPopover
      opener={opener}
      position="right-end"
      offset={6}
      width={300}
      trapFocus
      returnFocus
      shadow="md"
    >
      {(_, close) => (
        <Popover.Dropdown className={rail.layers} aria-label={name}>
          <Sections close={close} />
        </Popover.Dropdown>
      )}
    </PressedPopover>
  );
}

function Sections({ close }: { close: () => void }) {
  const { t } = useBlockTexts();
  const flow = useReactFlow();
  useAfterDrop(close);
  const mine = useQuery({ queryKey: MINE, queryFn: ({ signal }) => listBlocks(signal) });
  const reread = () => void mine.refetch();
  return (
    <>
      <Here close={close} onKept={reread} />
      <button
        type="button"
        className={styles.new}
        onClick={() => {
          close();
          insertNewBlock(middleOfView(flow));
        }}
      >
        <Plus size={15} aria-hidden="true" />
        {t("palette.new")}
      </button>
      <h3 className={styles.heading}>{t("palette.mine")}</h3>
      {mine.data?.length === 0 && <p className={styles.none}>{t("palette.noneMine")}</p>}
      {mine.data?.map((card) => (
        <Mine key={card.id} card={card} close={close} onChange={reread} />
      ))}
    </>
  );
}

function Here({ close, onKept }: { close: () => void; onKept: () => void }) {
  const { t } = useBlockTexts();
  const flow = useReactFlow();
  const errorText = useErrorText();
  const experiment = useDocument((state) => state.document);
  const blocks = useMemo(() => Object.entries(blocksOf(experiment)), [experiment]);
  return (
    <>
      <h3 className={styles.heading}>{t("palette.here")}</h3>
      {blocks.length === 0 && (
        <p className={styles.none}>{t("palette.none", { key: keysOf("group")[0] })}</p>
      )}
      {blocks.map(([name, block]) => (
        <Row
          key={name}
          name={name}
          figures={[
            ...figuresOf(block.parameters),
            t("palette.layers", { count: layersInside(block) }),
            t("palette.uses", { count: countUses(experiment, name) }),
          ]}
          carries={offeredBlock(name)}
          onChoose={() => {
            close();
            insertUse(name, null, middleOfView(flow));
          }}
        >
          <IconButton
            size="sm"
            label={t("palette.keep", { name })}
            onClick={() =>
              void keep(name)
                .then(onKept)
                .catch((error: unknown) => showMessage({ text: errorText(error) }))
            }
          >
            <BookmarkPlus />
          </IconButton>
        </Row>
      ))}
    </>
  );
}

interface MineProps {
  card: OwnBlockCard;
  close: () => void;
  onChange: () => void;
}

function Mine({ card, close, onChange }: MineProps) {
  const { t } = useBlockTexts();
  const flow = useReactFlow();
  const errorText = useErrorText();
  const [renaming, setRenaming] = useState(false);
  const { id, name, layers, parameters } = card;
  const changed = (change: Promise<unknown>) =>
    void change
      .catch((error: unknown) => showMessage({ text: errorText(error) }))
      .finally(onChange);
  if (renaming) {
    return (
      <RenameField
        label={t("palette.renamed")}
        title={name}
        longest={36}
        onRename={(wanted) =>
          isNodeId(wanted)
            ? changed(renameBlock(id, wanted))
            : showMessage({ text: t("group.form") })
        }
        onDone={() => setRenaming(false)}
      />
    );
  }
  return (
    <Row
      name={name}
      figures={[...figuresOf(parameters), t("palette.layers", { count: layers })]}
      carries={keptBlock(id)}
      onChoose={() => {
        close();
        void insertKept(keptBlock(id), null, middleOfView(flow));
      }}
    >
      <IconButton size="sm" label={t("palette.rename", { name })} onClick={() => setRenaming(true)}>
        <Pencil />
      </IconButton>
      <IconButton
        size="sm"
        label={t("palette.forget", { name })}
        onClick={() => changed(forgetBlock(id))}
      >
        <Trash2 />
      </IconButton>
    </Row>
  );
}

const figuresOf = (parameters: Readonly<Record<string, number>>): string[] =>
  Object.entries(parameters).map(([name, value]) => `${name} ${value}`);

interface RowProps {
  name: string;
  figures: readonly string[];
  /** What a drag onto the canvas brings there. */
  carries: string;
  onChoose: () => void;
  children: ReactNode;
}

/** One block: a press or a drag puts a use of it on the canvas. */
function Row({ name, figures, carries, onChoose, children }: RowProps) {
  return (
    <div className={styles.row}>
      <button
        type="button"
        className={styles.choose}
        draggable
        onDragStart={(event: DragEvent) => carryKind(event, carries)}
        onClick={onChoose}
      >
        <Glyph family="block" size={17} />
        <span className={styles.words}>
          <code>{name}</code>
          <span>{figures.join(" · ")}</span>
        </span>
      </button>
      <span className={styles.deeds}>{children}</span>
    </div>
  );
}
