import { Menu } from "@mantine/core";
import {
  ArrowLeft,
  ArrowRight,
  Ellipsis,
  EyeOff,
  type LucideIcon,
  Maximize2,
  Minimize2,
  Plus,
} from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { IconButton } from "@/ui/IconButton";
import { dockView } from "./dockView";
import { notShown, type PanelDeed, panelDeeds, showPanel } from "./panelDeeds";
import type { usePanelPlace } from "./panelPlace";
import { usePanelTitle } from "./panelTitles";

interface PanelMenuProps {
  title: string;
  place: NonNullable<ReturnType<typeof usePanelPlace>>;
  /** What this panel alone offers. */
  children?: ReactNode;
}

const TOP_BAR = 56;

const SIGNS: Readonly<Record<PanelDeed["name"], LucideIcon>> = {
  large: Maximize2,
  small: Minimize2,
  left: ArrowLeft,
  right: ArrowRight,
  hide: EyeOff,
};

/** All that a panel can do besides showing its figure: every drag has its twin here. */
export function PanelMenu({ title, place, children }: PanelMenuProps) {
  const { t } = useTranslation("run");
  const nameOf = usePanelTitle();
  const { numbered, large } = useStore(dockView);
  const others = notShown(numbered);
  return (
    // What has no room below the top bar scrolls.
    <Menu
      position="top-end"
      width={220}
      middlewares={{ flip: true, shift: true, size: { padding: TOP_BAR } }}
    >
      <Menu.Target>
        <IconButton size="sm" label={t("panels.more", { title })}>
          <Ellipsis />
        </IconButton>
      </Menu.Target>
      <Menu.Dropdown style={{ overflowY: "auto" }}>
        {children}
        {children !== undefined && <Menu.Divider />}
        {panelDeeds(place.id, { numbered, large }).map(({ name, run }) => {
          const Sign = SIGNS[name];
          return (
            <Menu.Item
              key={name}
              leftSection={<Sign size={14} />}
              closeMenuOnClick={name !== "left" && name !== "right"}
              onClick={run}
            >
              {t(`panels.${name}`)}
            </Menu.Item>
          );
        })}
        {others.length > 0 && <Menu.Divider />}
        {others.map((panel) => (
          <Menu.Item key={panel} leftSection={<Plus size={14} />} onClick={() => showPanel(panel)}>
            {t("panels.show", { title: nameOf(panel) })}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
