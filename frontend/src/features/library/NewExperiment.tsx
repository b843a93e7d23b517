import { Button, Menu } from "@mantine/core";
import { Plus, Square } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { PresetBody } from "@/schema/schema.gen";
import { useAppearance } from "@/ui/appearance";
import { Glyph } from "@/ui/Glyph";
import { familyGlyph } from "./families";
import { useOpen } from "./useOpen";

/** A blank canvas, or one of the presets. */
export function NewExperiment({ presets }: { presets: readonly PresetBody[] }) {
  const { t } = useTranslation("library");
  const language = useAppearance((state) => state.language);
  const open = useOpen();
  return (
    <Menu position="bottom-end" shadow="md" width={240}>
      <Menu.Target>
        <Button leftSection={<Plus size={15} />} loading={open.busy}>
          {t("newExperiment")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<Square size={15} />} onClick={open.blank}>
          {t("blank")}
        </Menu.Item>
        {presets.length > 0 && <Menu.Divider />}
        {presets.map((preset) => (
          <Menu.Item
            key={preset.id}
            leftSection={<Glyph family={familyGlyph(preset.family)} />}
            onClick={() => open.preset(preset.id)}
          >
            {preset.title[language]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
