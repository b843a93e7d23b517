import { Menu } from "@mantine/core";
import { Copy, Ellipsis, PencilLine, Trash2 } from "lucide-react";
import { IconButton } from "@/ui/IconButton";
import { useLibraryTexts } from "@/ui/laterTexts";

interface CardMenuProps {
  title: string;
  /** The name's field has the focus, and the menu must not take it back as it closes. */
  renaming: boolean;
  onRename: () => void;
  onDuplicate: () => void;
  onDelete: () => void;
}

export function CardMenu({ title, renaming, onRename, onDuplicate, onDelete }: CardMenuProps) {
  const { t } = useLibraryTexts();
  return (
    <Menu position="bottom-end" shadow="md" width={170} returnFocus={!renaming}>
      <Menu.Target>
        <IconButton size="sm" label={t("more", { title })}>
          <Ellipsis />
        </IconButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<PencilLine size={15} />} onClick={onRename}>
          {t("rename")}
        </Menu.Item>
        <Menu.Item leftSection={<Copy size={15} />} onClick={onDuplicate}>
          {t("duplicate")}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<Trash2 size={15} />} c="var(--danger)" onClick={onDelete}>
          {t("delete")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
