import { Popover } from "@mantine/core";
import { useReactFlow } from "@xyflow/react";
import { useTranslation } from "react-i18next";
import type { Opener } from "@/ui/PressedMenu";
import { PressedPopover } from "@/ui/PressedPopover";
import { middleOfView } from "../canvas/viewport";
import { announce } from "../editorStore";
import { insertLayer } from "./inserting";
import { LayerRow } from "./LayerRow";
import styles from "./Rail.module.css";
import { useAfterDrop } from "./useAfterDrop";

interface FamilyLayersProps {
  opener: Opener;
  name: string;
  kinds: readonly string[];
}

/** Behind a family's sign: its layers. */
export function FamilyLayers({ opener, name, kinds }: FamilyLayersProps) {
  return (
    <PressedPopover
      opener={opener}
      position="right-start"
      offset={6}
      width={300}
      trapFocus
      returnFocus
      shadow="md"
    >
      {(_, close) => (
        <Popover.Dropdown className={styles.layers} aria-label={name}>
          <Rows kinds={kinds} close={close} />
        </Popover.Dropdown>
      )}
    </PressedPopover>
  );
}

function Rows({ kinds, close }: { kinds: readonly string[]; close: () => void }) {
  const { t } = useTranslation("editor");
  const flow = useReactFlow();
  useAfterDrop(close);
  const choose = (kind: string) => {
    close();
    announce(t("news.inserted", { id: insertLayer(kind, null, middleOfView(flow)) }));
  };
  return kinds.map((kind) => <LayerRow key={kind} kind={kind} onChoose={choose} />);
}
